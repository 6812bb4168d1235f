package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.SessionId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Opens sessions. */
public final class Sessions {

    private static final int ID_RANDOM_BYTES = 10;
    private static final int CHALLENGE_RANDOM_BYTES = 32;

    private final Clock clock;
    private final Duration ttl;
    private final SecureRandom random = new SecureRandom();

    Sessions(Clock clock, Duration ttl) {
        this.clock = clock;
        this.ttl = ttl;
    }

    /** Opens a session that nobody can guess. */
    public NewSession open() {
        Instant now = clock.instant();
        SessionId id = SessionId.at(now, randomBytes(ID_RANDOM_BYTES));
        byte[] challenge = ByteBuffer.allocate(SessionId.LENGTH_BYTES + CHALLENGE_RANDOM_BYTES)
                .put(id.toBytes())
                .put(randomBytes(CHALLENGE_RANDOM_BYTES))
                .array();
        return new NewSession(id, Base64Url.encode(challenge), now, now.plus(ttl));
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
