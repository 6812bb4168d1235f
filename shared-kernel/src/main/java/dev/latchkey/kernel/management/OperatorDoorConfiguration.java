package dev.latchkey.kernel.management;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import tools.jackson.databind.json.JsonMapper;

/** Lets operators do what the service's {@link Door} says, by the scopes of their tokens. */
@Configuration(proxyBeanMethods = false)
@Import(ManagementErrorAdvice.class)
public class OperatorDoorConfiguration {

    @Bean
    Refusals refusals(JsonMapper json, Door door) {
        return new Refusals(json, door);
    }

    @Bean
    @Order(0)
    SecurityFilterChain operators(HttpSecurity http, OperatorTokens tokens, Refusals refusals, Door door) {
        return http.securityMatcher(door.operatorPaths())
                // Not disabled: an authorization server beside it would turn it on again.
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(request -> false))
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(bearerTokens(tokens, refusals), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> {
                    door.operators().forEach(rule -> rule.methods()
                            .forEach(method -> requests.requestMatchers(method, rule.path())
                                    .hasAnyAuthority(rule.authorities())));
                    requests.anyRequest().denyAll();
                })
                .exceptionHandling(problems -> problems.authenticationEntryPoint(refusals::unauthenticated)
                        .accessDeniedHandler(refusals::forbidden))
                .build();
    }

    private static BearerTokenAuthenticationFilter bearerTokens(OperatorTokens tokens, Refusals refusals) {
        BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(
                new ProviderManager(new JwtAuthenticationProvider(tokens.reader())));
        filter.setAuthenticationEntryPoint(refusals::unauthenticated);
        filter.setAuthenticationFailureHandler(refusals::unauthenticated);
        return filter;
    }
}
