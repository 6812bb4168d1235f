package dev.latchkey.kernel.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * Names one authentication ceremony, from its challenge to its tokens.
 *
 * <p>A UUIDv7 (RFC 9562 section 5.7): time-ordered, so that the index that guards one-time use grows at its right edge.
 * Its 16 bytes are the first 16 bytes of the challenge, so what the authenticator signs names the session.
 */
public record SessionId(UUID value) {

    /** The length of the identifier in bytes. */
    public static final int LENGTH_BYTES = 16;

    /** A new identifier of the given instant and 74 bits taken from the given random bytes (at least 10). */
    public static SessionId at(Instant now, byte[] random) {
        return new SessionId(TimeOrderedUuid.at(now, random));
    }

    /** Reads an identifier from the first 16 bytes of a challenge. */
    public static SessionId fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, LENGTH_BYTES);
        return new SessionId(new UUID(buffer.getLong(), buffer.getLong()));
    }

    /** Reads the canonical text form. */
    @JsonCreator
    public static SessionId of(String text) {
        return new SessionId(UUID.fromString(text));
    }

    /** The 16 bytes, most significant first. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(LENGTH_BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
