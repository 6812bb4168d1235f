package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.values.SessionId;
import java.time.Duration;
import java.time.Instant;

/**
 * A session that has just been opened.
 *
 * @param challenge what the authenticator signs, base64url: the session id's 16 bytes, then 32 random ones
 */
public record NewSession(SessionId id, String challenge, Instant issuedAt, Instant expiresAt) {

    /** How long a person has to answer, as WebAuthn's options say it. */
    public long timeoutMillis() {
        return Duration.between(issuedAt, expiresAt).toMillis();
    }
}
