package dev.latchkey.token.oauth;

import dev.latchkey.extension.ExtraClaims;
import dev.latchkey.kernel.tenant.Organization;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.token.extensions.ExtraTokenClaims;
import dev.latchkey.token.meters.TokenMeters;
import dev.latchkey.token.meters.TokenMeters.Grant;
import dev.latchkey.token.signing.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** The tokens of a person who has just signed in or presented a refresh token (CONTRACT section 6). */
@Component
final class PersonTokens {

    private final Tokens tokens;
    private final RegisteredClients registered;
    private final Tenant tenant;
    private final ExtraTokenClaims extraClaims;
    private final TokenMeters meters;

    PersonTokens(
            Tokens tokens,
            RegisteredClients registered,
            Tenant tenant,
            ExtraTokenClaims extraClaims,
            TokenMeters meters) {
        this.extraClaims = extraClaims;
        this.tokens = tokens;
        this.registered = registered;
        this.tenant = tenant;
        this.meters = meters;
    }

    OAuth2AccessTokenAuthenticationToken issue(Issue issue, Authentication clientPrincipal) {
        Instant expiresAt = issue.issuedAt().plus(issue.lifetime());
        ExtraClaims extra = extraClaims.isEmpty() ? ExtraClaims.none() : extraClaims.of(new AskedTokens(issue));
        String accessToken = tokens.sign(with(extra.accessToken(), accessClaims(issue, expiresAt)));
        Map<String, Object> additional = issue.scope().contains(Scopes.OPENID)
                ? Map.of("id_token", tokens.sign(with(extra.idToken(), idClaims(issue, accessToken))))
                : Map.of();
        meters.issued(issue.grantType() == null ? Grant.PASSKEY : Grant.REFRESH_TOKEN);
        return new OAuth2AccessTokenAuthenticationToken(
                registered.of(issue.client()),
                clientPrincipal,
                new OAuth2AccessToken(
                        issue.keyThumbprint() == null
                                ? OAuth2AccessToken.TokenType.BEARER
                                : OAuth2AccessToken.TokenType.DPOP,
                        accessToken,
                        issue.issuedAt(),
                        expiresAt,
                        new LinkedHashSet<>(issue.scope())),
                issue.refreshToken() == null ? null : new OAuth2RefreshToken(issue.refreshToken(), issue.issuedAt()),
                additional);
    }

    /** What extensions add never stands in the place of a claim of ours. */
    private static Map<String, Object> with(Map<String, Object> extra, Map<String, Object> claims) {
        extra.forEach(claims::putIfAbsent);
        return claims;
    }

    private Map<String, Object> accessClaims(Issue issue, Instant expiresAt) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issue.domain().issuer());
        claims.put("sub", issue.userId().toString());
        claims.put("aud", single(issue.audience()));
        claims.put("iat", issue.issuedAt().getEpochSecond());
        claims.put("exp", expiresAt.getEpochSecond());
        claims.put("azp", issue.client().clientId());
        claims.put("scope", String.join(" ", issue.scope()));
        if (issue.grantType() != null) {
            claims.put("gty", issue.grantType());
        }
        if (issue.keyThumbprint() != null) {
            claims.put("cnf", Map.of("jkt", issue.keyThumbprint()));
        }
        addOrganization(claims, issue);
        return claims;
    }

    private static Object single(List<String> audience) {
        return audience.size() == 1 ? audience.getFirst() : audience;
    }

    private Map<String, Object> idClaims(Issue issue, String accessToken) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issue.domain().issuer());
        claims.put("sub", issue.userId().toString());
        claims.put("aud", issue.client().clientId());
        claims.put("iat", issue.issuedAt().getEpochSecond());
        claims.put(
                "exp", issue.issuedAt().plus(issue.client().idTokenLifetime()).getEpochSecond());
        claims.put("auth_time", issue.authenticatedAt().getEpochSecond());
        claims.put("sid", issue.sessionId().toString());
        if (issue.methods() != null) {
            claims.put("amr", issue.methods());
        }
        claims.put("at_hash", leftHalfOfHash(accessToken));
        addOrganization(claims, issue);
        claims.putAll(ProfileClaims.of(issue.person(), issue.profileChangedAt(), issue.scope()));
        return claims;
    }

    private void addOrganization(Map<String, Object> claims, Issue issue) {
        if (issue.organization() == null) {
            return;
        }
        claims.put("org_id", issue.organization());
        if (tenant.organizationNamesInTokens()) {
            tenant.organization(issue.organization())
                    .map(Organization::name)
                    .ifPresent(name -> claims.put("org_name", name));
        }
    }

    /** OpenID Connect Core section 3.1.3.6. */
    private static String leftHalfOfHash(String accessToken) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64Url.encode(Arrays.copyOf(hash, hash.length / 2));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
