package dev.latchkey.token.oauth;

import dev.latchkey.kernel.management.BoundTokenConverter;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.NoStore;
import dev.latchkey.token.signals.SignalPaths;
import dev.latchkey.token.signing.AccessTokens;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Spring Authorization Server around our grants: its filters authenticate the client, dispatch the grant and publish the
 * keys; the grants themselves are extension grants.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SecurityConfiguration {

    /** Spring Security would wrap each of its filters in an observation of its own, for every request. */
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings() {
        return AuthorizationServerSettings.builder()
                .tokenEndpoint(OAuthEndpoints.TOKEN)
                .tokenRevocationEndpoint(OAuthEndpoints.REVOKE)
                .jwkSetEndpoint(OAuthEndpoints.JWKS)
                .build();
    }

    @Bean
    @Order(1)
    SecurityFilterChain tokenEndpoint(
            HttpSecurity http,
            Tenant tenant,
            ConfiguredClientAuthentication clientAuthentication,
            WebAuthnGrantConverter webAuthnConverter,
            WebAuthnGrantProvider webAuthnProvider,
            RefreshTokenGrant refreshToken,
            ClientCredentialsGrant clientCredentials,
            Revocation revocation,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
        OAuthErrorWriter errorWriter = new OAuthErrorWriter(errors);
        stateless(http)
                .securityMatcher(OAuthEndpoints.TOKEN, OAuthEndpoints.REVOKE, OAuthEndpoints.JWKS)
                .with(new OAuth2AuthorizationServerConfigurer(), server -> server.clientAuthentication(client ->
                                client.authenticationConverters(known -> replace(known, List.of(clientAuthentication)))
                                        .authenticationProviders(known -> replace(known, List.of(clientAuthentication)))
                                        .errorResponseHandler(errorWriter))
                        .tokenEndpoint(token -> token.accessTokenRequestConverters(known ->
                                        replace(known, List.of(webAuthnConverter, refreshToken, clientCredentials)))
                                .authenticationProviders(known ->
                                        replace(known, List.of(webAuthnProvider, refreshToken, clientCredentials)))
                                .accessTokenResponseHandler(new TokenResponseWriter())
                                .errorResponseHandler(errorWriter))
                        .tokenRevocationEndpoint(endpoint -> endpoint.revocationRequestConverters(
                                        known -> replace(known, List.of(revocation)))
                                .authenticationProviders(known -> replace(known, List.of(revocation)))
                                .revocationResponseHandler((request, response, revoked) -> NoStore.addTo(response))
                                .errorResponseHandler(errorWriter)))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(
                        new TokenRequestFilter(tenant, errors), AbstractPreAuthenticatedProcessingFilter.class);
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain userinfo(
            HttpSecurity http,
            Tenant tenant,
            AccessTokens accessTokens,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
        ResourceRefusals refusals = new ResourceRefusals(errors);
        return stateless(http)
                .securityMatcher(OAuthEndpoints.USERINFO, SignalPaths.OWN)
                // Named, because the configurer would otherwise take one of ours for it.
                .oauth2ResourceServer(server -> server.authenticationConverter(new BearerTokenAuthenticationConverter())
                        .jwt(jwt -> jwt.decoder(accessTokens.reader(Domain::userinfoAudience)))
                        .dPoP(dPoP -> dPoP.authenticationConverter(new BoundTokenConverter(tenant))
                                .authenticationFailureHandler(refusals::unauthenticated))
                        .authenticationEntryPoint(refusals::unauthenticated)
                        .accessDeniedHandler(refusals::forbidden))
                .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("SCOPE_" + Scopes.OPENID))
                .build();
    }

    /** What the firewall refuses is answered in the envelope of CONTRACT section 1.6 too. */
    @Bean
    RequestRejectedHandler requestRejectedHandler(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
        return (request, response, rejected) -> errors.resolveException(
                request, response, null, ApiException.invalidRequest("The request cannot be read."));
    }

    /** Everything else needs no login: discovery is public, the rest answers 404; operators use the management port. */
    @Bean
    @Order(3)
    SecurityFilterChain everythingElse(HttpSecurity http) {
        return stateless(http)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        // Not disabled: the authorization server's configurer would turn it on again, for all but its own endpoints.
        return http.csrf(csrf -> csrf.requireCsrfProtectionMatcher(request -> false))
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(Customizer.withDefaults())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    private static <T> void replace(List<T> known, List<? extends T> ours) {
        known.clear();
        known.addAll(ours);
    }
}
