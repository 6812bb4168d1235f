package dev.latchkey.audit.trail;

import dev.latchkey.kernel.messaging.IncomingRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event as it was delivered, with what tells it from all others.
 *
 * @param source the producer; empty when it does not name itself
 * @param id unique in its source; of an event without one the hash of all that it says, so that it too is taken in once
 * @param time absent when the producer says none of this century: such an event would need a month of its own
 * @param data the producer's JSON; absent when it is none
 */
record Arrival(
        IncomingRecord incoming,
        String source,
        String id,
        @Nullable Instant time,
        @Nullable JsonNode data) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    static Arrival of(IncomingRecord incoming) {
        byte[] value = incoming.value();
        return new Arrival(
                incoming,
                incoming.headers().getOrDefault("ce_source", ""),
                Optional.ofNullable(incoming.headers().get("ce_id")).orElseGet(() -> hashOf(incoming)),
                timeOf(incoming),
                value == null ? null : EventData.read(value).orElse(null));
    }

    @Nullable
    String subject() {
        String subject = incoming.headers().get("ce_subject");
        return subject == null ? incoming.key() : subject;
    }

    @Nullable
    String header(String name) {
        return incoming.headers().get(name);
    }

    /** Whether it happened before; never when it has no time. */
    boolean isBefore(Instant limit) {
        return time != null && time.isBefore(limit);
    }

    private static @Nullable Instant timeOf(IncomingRecord incoming) {
        try {
            Instant time = Instant.parse(incoming.headers().getOrDefault("ce_time", ""));
            return time.isBefore(EARLIEST) || !time.isBefore(LATEST) ? null : time;
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static String hashOf(IncomingRecord incoming) {
        MessageDigest digest = Digest.sha256();
        String head = incoming.topic() + '\n' + incoming.key() + '\n' + new TreeMap<>(incoming.headers()) + '\n';
        digest.update(head.getBytes(StandardCharsets.UTF_8));
        byte[] value = incoming.value();
        if (value != null) {
            digest.update(value);
        }
        return Digest.nameOf(digest.digest());
    }
}
