package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.UserId;
import java.security.SecureRandom;
import java.time.Instant;

/** Facts for tests that care about their streams, not about what they say. */
public final class TestEvents {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00.123Z");

    private TestEvents() {}

    /** A person nobody has heard of. */
    public static UserId newUser() {
        byte[] random = new byte[UserId.RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return UserId.of(random);
    }

    /** A fact in the stream of a person. */
    public static UserBlocked blocked(UserId user) {
        return new UserBlocked(user, TIME);
    }

    /** Another fact in the stream of a person. */
    public static UserUnblocked unblocked(UserId user) {
        return new UserUnblocked(user, TIME);
    }

    /** The fact at a position of a stream in which a person is blocked and unblocked by turns. */
    public static Event byTurns(UserId user, long sequence) {
        return sequence % 2 == 0 ? blocked(user) : unblocked(user);
    }
}
