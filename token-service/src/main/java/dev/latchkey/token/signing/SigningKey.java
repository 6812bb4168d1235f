package dev.latchkey.token.signing;

import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs tokens.
 *
 * @param activeFrom when it begins to sign
 * @param publishedUntil when nothing it signed is valid any more; absent while no successor is known
 */
record SigningKey(
        RSAKey key,
        Instant createdAt,
        Instant activeFrom,
        @Nullable Instant publishedUntil) {

    String id() {
        return key.getKeyID();
    }

    boolean isPublishedAt(Instant now) {
        return publishedUntil == null || now.isBefore(publishedUntil);
    }

    boolean mayActAt(Instant now) {
        return !now.isBefore(activeFrom);
    }
}
