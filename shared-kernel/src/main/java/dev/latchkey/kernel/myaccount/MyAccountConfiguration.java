package dev.latchkey.kernel.myaccount;

import dev.latchkey.kernel.management.BoundTokenConverter;
import dev.latchkey.kernel.tenant.MyAccountScopes;
import dev.latchkey.kernel.tenant.Tenant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/** Who may do what with their own account: a token's scopes, as bearer or bound to a key (RFC 9449). */
@Configuration(proxyBeanMethods = false)
public class MyAccountConfiguration {

    @Bean
    Callers callers(Tenant tenant) {
        return new Callers(tenant);
    }

    @Bean
    Problems problems(JsonMapper json) {
        return new Problems(json);
    }

    @Bean
    @Order(0)
    SecurityFilterChain myAccount(HttpSecurity http, Tenant tenant, MyAccountTokens tokens, Problems problems) {
        return http.securityMatcher(MyAccountPaths.ALL)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .oauth2ResourceServer(server -> server
                        // Named, because it would otherwise be sought among all converters of the service.
                        .authenticationConverter(new BearerTokenAuthenticationConverter())
                        .jwt(jwt -> jwt.decoder(tokens.reader()))
                        .dPoP(proofs -> proofs.authenticationConverter(new BoundTokenConverter(tenant))
                                .authenticationFailureHandler(problems::unauthenticated))
                        .authenticationEntryPoint(problems::unauthenticated)
                        .accessDeniedHandler(problems::forbidden))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.POST, MyAccountPaths.AUTHENTICATION_METHODS, MyAccountPaths.VERIFY)
                        .hasAuthority(scope(MyAccountScopes.CREATE))
                        .requestMatchers(
                                HttpMethod.GET,
                                MyAccountPaths.AUTHENTICATION_METHODS,
                                MyAccountPaths.AUTHENTICATION_METHOD)
                        .hasAuthority(scope(MyAccountScopes.READ))
                        // The dispatcher answers it as a GET without its body.
                        .requestMatchers(HttpMethod.HEAD)
                        .hasAuthority(scope(MyAccountScopes.READ))
                        .requestMatchers(HttpMethod.PATCH, MyAccountPaths.AUTHENTICATION_METHOD)
                        .hasAuthority(scope(MyAccountScopes.UPDATE))
                        .requestMatchers(HttpMethod.DELETE, MyAccountPaths.AUTHENTICATION_METHOD)
                        .hasAuthority(scope(MyAccountScopes.DELETE))
                        .requestMatchers(HttpMethod.GET, MyAccountPaths.FACTORS)
                        .hasAuthority(scope(MyAccountScopes.READ_FACTORS))
                        // What is not there is answered by the dispatcher: 404, or 405 for another method.
                        .anyRequest()
                        .authenticated())
                .build();
    }

    private static String scope(String name) {
        return "SCOPE_" + name;
    }
}
