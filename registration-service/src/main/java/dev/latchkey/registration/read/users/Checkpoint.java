package dev.latchkey.registration.read.users;

import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.values.Base64Url;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Where a walk through all users goes on: behind this one. */
record Checkpoint(Instant createdAt, String userId) {

    static final Checkpoint START = new Checkpoint(Instant.EPOCH, "");

    static Checkpoint behind(UserRow row) {
        return new Checkpoint(row.state().createdAt(), row.state().userId().toString());
    }

    String encode() {
        return Base64Url.encode((createdAt + " " + userId).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws ManagementException 400 when it did not
     */
    static Checkpoint read(String text) {
        Optional<String[]> parts = Base64Url.decode(text)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split(" ", 2))
                .filter(both -> both.length == 2);
        try {
            return parts.map(both -> new Checkpoint(Instant.parse(both[0]), both[1]))
                    .orElseThrow(Checkpoint::unknown);
        } catch (DateTimeParseException broken) {
            throw unknown();
        }
    }

    private static ManagementException unknown() {
        return ManagementException.badRequest(
                "Query validation error: 'from' must be what 'next' said.", "invalid_query_string");
    }
}
