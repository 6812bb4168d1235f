package dev.latchkey.kernel.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.UUID;

/** Names what one person allowed one client in one ceremony: the family of all tokens that stem from it. */
public record GrantId(UUID value) {

    /** A new identifier of the given instant and random bytes (at least 10). */
    public static GrantId at(Instant now, byte[] random) {
        return new GrantId(TimeOrderedUuid.at(now, random));
    }

    /** Reads the canonical text form. */
    @JsonCreator
    public static GrantId of(String text) {
        return new GrantId(UUID.fromString(text));
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
