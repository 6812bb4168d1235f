package dev.latchkey.token.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads and verifies {@code private_key_jwt} assertions (RFC 7523 section 3): signed by a key of the client, made by it for
 * us, short-lived, with an id. That the id is new is for the caller to find out.
 */
@Component
public final class ClientAssertions {

    private static final int MOST_CHARACTERS = 8192;
    private static final int MOST_ID_CHARACTERS = 256;
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final Duration CLOCKS_APART = Duration.ofSeconds(30);
    private static final Set<JWSAlgorithm> RSA = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256);

    /** An assertion whose signature is still to be verified. */
    public record Assertion(String clientId, String id, Instant expiresAt, SignedJWT jwt) {

        /** Hides the assertion itself from logs. */
        @Override
        public String toString() {
            return "Assertion[" + clientId + "]";
        }
    }

    /**
     * What the assertion says; empty when it cannot be one that is good now.
     *
     * @param audiences how we may be called in it
     */
    public Optional<Assertion> read(String text, Collection<String> audiences, Instant now) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            String subject = claims.getSubject();
            String id = claims.getJWTID();
            boolean good = subject != null
                    && subject.equals(claims.getIssuer())
                    && id != null
                    && !id.isEmpty()
                    && id.length() <= MOST_ID_CHARACTERS
                    && isFor(claims.getAudience(), audiences)
                    && isInTime(claims, now);
            return good
                    ? Optional.of(new Assertion(
                            subject, id, claims.getExpirationTime().toInstant(), jwt))
                    : Optional.empty();
        } catch (ParseException | RuntimeException unreadable) {
            // For headers without their members the library throws whatever it stumbles over.
            return Optional.empty();
        }
    }

    private static boolean isFor(@Nullable List<String> audience, Collection<String> ours) {
        return audience != null && audience.size() == 1 && ours.contains(audience.getFirst());
    }

    private static boolean isInTime(JWTClaimsSet claims, Instant now) {
        Date issued = claims.getIssueTime();
        Date expiry = claims.getExpirationTime();
        Date notBefore = claims.getNotBeforeTime();
        if (issued == null || expiry == null) {
            return false;
        }
        Instant issuedAt = issued.toInstant();
        Instant expiresAt = expiry.toInstant();
        return now.isBefore(expiresAt)
                && !issuedAt.isAfter(now.plus(CLOCKS_APART))
                && !expiresAt.isAfter(issuedAt.plus(LONGEST_LIFE))
                && (notBefore == null || !notBefore.toInstant().isAfter(now.plus(CLOCKS_APART)));
    }

    /** Whether one of the keys signed it. */
    public boolean isSignedByOneOf(List<PublicKey> keys, Assertion assertion) {
        return keys.stream().anyMatch(key -> isSignedBy(key, assertion.jwt()));
    }

    private static boolean isSignedBy(PublicKey key, SignedJWT jwt) {
        try {
            JWSVerifier verifier = verifier(key, jwt.getHeader().getAlgorithm());
            return verifier != null && jwt.verify(verifier);
        } catch (JOSEException | RuntimeException notBy) {
            return false;
        }
    }

    private static @Nullable JWSVerifier verifier(PublicKey key, JWSAlgorithm algorithm) throws JOSEException {
        if (key instanceof RSAPublicKey rsa && RSA.contains(algorithm)) {
            return new RSASSAVerifier(rsa);
        }
        return key instanceof ECPublicKey ec && JWSAlgorithm.ES256.equals(algorithm) ? new ECDSAVerifier(ec) : null;
    }
}
