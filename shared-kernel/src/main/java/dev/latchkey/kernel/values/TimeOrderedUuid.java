package dev.latchkey.kernel.values;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/** Makes UUIDs of version 7 (RFC 9562 section 5.7): 48 bits of milliseconds, then 74 random bits. */
final class TimeOrderedUuid {

    private static final int RANDOM_BYTES = 10;

    private TimeOrderedUuid() {}

    static UUID at(Instant now, byte[] random) {
        if (random.length < RANDOM_BYTES) {
            throw new IllegalArgumentException("a version 7 UUID takes 10 random bytes");
        }
        ByteBuffer bits = ByteBuffer.wrap(random);
        long high = (now.toEpochMilli() << 16) | 0x7000L | (bits.getShort() & 0x0FFFL);
        long low = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
