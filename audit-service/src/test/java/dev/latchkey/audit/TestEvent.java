package dev.latchkey.audit;

import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.EventCatalogue;
import dev.latchkey.kernel.messaging.IncomingRecord;
import dev.latchkey.kernel.messaging.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An event as a relay sends it; each change makes another one of it. */
public record TestEvent(String topic, String key, byte[] value, Map<String, String> headers) {

    /** A source of a test's own, so that tests that share a Kafka do not see each other. */
    public static String newSource() {
        return "/test/" + UUID.randomUUID();
    }

    /** A fact that a service published at a position of its store. */
    public static TestEvent of(String source, long position, Instant time, long sequence, Event fact) {
        EventCatalogue.Key name =
                EventCatalogue.instance().nameOf(fact.getClass()).orElseThrow();
        return of(
                        source,
                        position,
                        Topics.of(fact.streamType()),
                        JsonMapper.shared().writeValueAsBytes(fact))
                .withKey(fact.streamId())
                .with("ce_subject", fact.streamId())
                .with("ce_type", "dev.latchkey." + name.name())
                .with("ce_revision", String.valueOf(name.revision()))
                .with("ce_time", time.toString())
                .with("ce_sequence", String.valueOf(sequence));
    }

    /** Something that nobody knows. */
    public static TestEvent of(String source, long position, String topic, byte[] value) {
        String subject = UUID.randomUUID().toString();
        return new TestEvent(topic, subject, value, Map.of())
                .with("ce_specversion", "1.0")
                .with("ce_id", UUID.randomUUID().toString())
                .with("ce_source", source)
                .with("ce_type", "dev.latchkey.never-heard-of")
                .with("ce_revision", "7")
                .with("ce_time", "2026-11-22T10:00:00.000Z")
                .with("ce_subject", subject)
                .with("ce_sequence", "0")
                .with("ce_position", String.valueOf(position));
    }

    public static TestEvent of(String source, long position, String json) {
        return of(source, position, "latchkey.tenant", json.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with another header, or without one. */
    public TestEvent with(String name, @Nullable String content) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        if (content == null) {
            changed.remove(name);
        } else {
            changed.put(name, content);
        }
        return new TestEvent(topic, key, value, changed);
    }

    public TestEvent withKey(String other) {
        return new TestEvent(topic, other, value, headers);
    }

    public String id() {
        return headers.getOrDefault("ce_id", "");
    }

    /** As a sink gets it. */
    public IncomingRecord incoming() {
        return new IncomingRecord(topic, 0, 0, key, value, headers);
    }
}
