package dev.latchkey.token.oauth;

import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.token.oauth.WebAuthnGrant.Answer;
import dev.latchkey.token.signing.Tokens;
import dev.latchkey.token.write.redeem.RedemptionOutcome.SignedIn;
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
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** The tokens of a person who has just signed in (CONTRACT section 6). */
@Component
final class PersonTokens {

    private final Tokens tokens;
    private final RegisteredClients registered;

    PersonTokens(Tokens tokens, RegisteredClients registered) {
        this.tokens = tokens;
        this.registered = registered;
    }

    OAuth2AccessTokenAuthenticationToken issue(WebAuthnGrant grant, SignedIn signedIn) {
        Answer answer = grant.answer();
        Instant issuedAt = signedIn.signedInAt();
        Instant expiresAt = issuedAt.plus(answer.audience().lifetime());
        String accessToken = tokens.sign(accessClaims(answer, signedIn, issuedAt, expiresAt));
        Map<String, Object> additional = answer.scope().contains(Scopes.OPENID)
                ? Map.of("id_token", tokens.sign(idClaims(answer, signedIn, accessToken)))
                : Map.of();
        return new OAuth2AccessTokenAuthenticationToken(
                registered.of(answer.client()),
                (Authentication) grant.getPrincipal(),
                new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER,
                        accessToken,
                        issuedAt,
                        expiresAt,
                        new LinkedHashSet<>(answer.scope())),
                null,
                additional);
    }

    private static Map<String, Object> accessClaims(
            Answer answer, SignedIn signedIn, Instant issuedAt, Instant expiresAt) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", answer.domain().issuer());
        claims.put("sub", signedIn.userId().toString());
        claims.put("aud", single(answer.audience().claim(answer.scope())));
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("exp", expiresAt.getEpochSecond());
        claims.put("azp", answer.client().clientId());
        claims.put("scope", String.join(" ", answer.scope()));
        return claims;
    }

    private static Object single(List<String> audience) {
        return audience.size() == 1 ? audience.getFirst() : audience;
    }

    private static Map<String, Object> idClaims(Answer answer, SignedIn signedIn, String accessToken) {
        Client client = answer.client();
        Instant issuedAt = signedIn.signedInAt();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", answer.domain().issuer());
        claims.put("sub", signedIn.userId().toString());
        claims.put("aud", client.clientId());
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("exp", issuedAt.plus(client.idTokenLifetime()).getEpochSecond());
        claims.put("auth_time", issuedAt.getEpochSecond());
        claims.put("sid", signedIn.sessionId().toString());
        claims.put("amr", List.of("phr", signedIn.synced() ? "swk" : "hwk", "user"));
        claims.put("at_hash", leftHalfOfHash(accessToken));
        claims.putAll(ProfileClaims.of(signedIn, answer.scope()));
        return claims;
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
