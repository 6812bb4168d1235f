package dev.latchkey.token.oauth;

import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.GrantTypes;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.token.meters.TokenMeters;
import dev.latchkey.token.signing.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Client credentials (RFC 6749 section 4.4): operators' tokens for the Management API, with the scopes that the client's
 * configuration allows, all of them when none are named.
 */
@Component
final class ClientCredentialsGrant implements AuthenticationConverter, AuthenticationProvider {

    private final Tenant tenant;
    private final RegisteredClients registered;
    private final Tokens tokens;
    private final Clock clock;
    private final TokenMeters meters;

    ClientCredentialsGrant(
            Tenant tenant, RegisteredClients registered, Tokens tokens, Clock clock, TokenMeters meters) {
        this.tenant = tenant;
        this.registered = registered;
        this.tokens = tokens;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        TokenRequest tokenRequest = TokenRequest.of(request);
        if (!GrantTypes.CLIENT_CREDENTIALS.equals(tokenRequest.required("grant_type"))) {
            return null;
        }
        Authentication principal = ClientPrincipal.current();
        Client client = ClientPrincipal.client(principal, tenant);
        if (!client.grantTypes().contains(GrantTypes.CLIENT_CREDENTIALS)) {
            throw ClientPrincipal.grantNotAllowed(GrantTypes.CLIENT_CREDENTIALS);
        }
        requireManagementAudience(tokenRequest);
        return new OAuth2ClientCredentialsAuthenticationToken(
                principal,
                new LinkedHashSet<>(scope(tokenRequest, client)),
                Map.of(Domain.class.getName(), tokenRequest.domain()));
    }

    /** The Management API is what a machine can get a token for, so a request need not name it. */
    private static void requireManagementAudience(TokenRequest tokenRequest) {
        String expected = tokenRequest.domain().managementAudience();
        if (!expected.equals(tokenRequest.optional("audience").orElse(expected))) {
            throw ApiException.invalidRequest("\"audience\" must be " + expected);
        }
    }

    private static List<String> scope(TokenRequest tokenRequest, Client client) {
        return tokenRequest
                .optional("scope")
                .map(requested -> Scopes.among(client.scopes(), requested))
                .orElseGet(() -> client.scopes().stream().sorted().toList());
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2ClientCredentialsAuthenticationToken grant = (OAuth2ClientCredentialsAuthenticationToken) authentication;
        Authentication principal = (Authentication) grant.getPrincipal();
        Client client = ClientPrincipal.client(principal, tenant);
        Instant issuedAt = clock.instant();
        Instant expiresAt = issuedAt.plus(client.accessTokenLifetime());
        Domain domain = (Domain) Objects.requireNonNull(
                grant.getAdditionalParameters().get(Domain.class.getName()), "the converter names the domain");
        String accessToken = tokens.sign(claims(client, domain, grant, issuedAt, expiresAt));
        meters.issued(TokenMeters.Grant.CLIENT_CREDENTIALS);
        return new OAuth2AccessTokenAuthenticationToken(
                registered.of(client),
                principal,
                new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER, accessToken, issuedAt, expiresAt, grant.getScopes()));
    }

    private static Map<String, Object> claims(
            Client client,
            Domain domain,
            OAuth2ClientCredentialsAuthenticationToken grant,
            Instant issuedAt,
            Instant expiresAt) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", domain.issuer());
        claims.put("sub", client.clientId() + "@clients");
        claims.put("aud", domain.managementAudience());
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("exp", expiresAt.getEpochSecond());
        claims.put("azp", client.clientId());
        claims.put("scope", String.join(" ", grant.getScopes()));
        claims.put("gty", "client-credentials");
        return claims;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientCredentialsAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
