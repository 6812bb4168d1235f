package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.EventCatalogue;
import dev.latchkey.kernel.eventstore.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A stored fact as a Kafka record and back: CloudEvents 1.0, Kafka protocol binding in binary mode.
 *
 * <p>The key is the stream id, so that one stream stays in one partition; the value is the stored JSON, byte for byte.
 */
final class Envelope {

    static final String CORRELATION_ID = "correlationId";
    static final String CAUSATION_ID = "causationId";
    static final String ACTOR = "actor";

    private static final Logger log = LoggerFactory.getLogger(Envelope.class);
    private static final String TYPE_PREFIX = "dev.latchkey.";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final String source;

    Envelope(String source) {
        this.source = source;
    }

    /** The record of a stored fact. */
    ProducerRecord<byte[], byte[]> wrap(StoredEvent event) {
        JsonNode metadata = metadataOf(event);
        ProducerRecord<byte[], byte[]> outgoing =
                new ProducerRecord<>(Topics.of(event.streamType()), utf8(event.streamId()), event.payload());
        Headers headers = outgoing.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", event.eventId());
        add(headers, "ce_source", source);
        add(headers, "ce_type", TYPE_PREFIX + event.name());
        add(headers, "ce_revision", event.revision());
        add(headers, "ce_time", event.recordedAt().toString());
        add(headers, "ce_subject", event.streamId());
        add(headers, "ce_sequence", String.valueOf(event.sequence()));
        add(headers, "ce_correlationid", textOf(metadata, CORRELATION_ID));
        add(headers, "ce_causationid", textOf(metadata, CAUSATION_ID));
        add(headers, "ce_actor", textOf(metadata, ACTOR));
        add(headers, "ce_position", String.valueOf(event.index()));
        add(headers, "content-type", "application/json");
        return outgoing;
    }

    /**
     * Tells whoever counts positions which of them will never hold a fact: no fact itself, on a topic of its own.
     *
     * @param positions in the form of {@link dev.latchkey.kernel.eventstore.LogPosition#gaps}
     */
    ProducerRecord<byte[], byte[]> voidPositions(String positions) {
        ProducerRecord<byte[], byte[]> outgoing = new ProducerRecord<>(
                Topics.RELAY, utf8(source), JSON.writeValueAsBytes(Map.of("positions", positions)));
        Headers headers = outgoing.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", UUID.randomUUID().toString());
        add(headers, "ce_source", source);
        add(headers, "ce_type", TYPE_PREFIX + "positions-void");
        add(headers, "content-type", "application/json");
        return outgoing;
    }

    /** Metadata are an extra: that they cannot be read must not keep a fact, and all behind it, from Kafka. */
    private static JsonNode metadataOf(StoredEvent event) {
        try {
            return JSON.readTree(event.metadata());
        } catch (JacksonException unreadable) {
            log.warn("the metadata of event {} cannot be read", event.eventId());
            return MissingNode.getInstance();
        }
    }

    private static @Nullable String textOf(JsonNode metadata, String name) {
        JsonNode value = metadata.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    /**
     * The fact of a record.
     *
     * @throws UnreadableEventException when this version does not know the type or cannot read the data
     */
    static ReceivedEvent unwrap(ConsumerRecord<byte[], byte[]> incoming) {
        String type = header(incoming.headers(), "ce_type").orElse("");
        int revision = Math.toIntExact(number(incoming.headers(), "ce_revision"));
        if (!type.startsWith(TYPE_PREFIX)) {
            throw new UnreadableEventException("the type is not ours: " + type);
        }
        Class<? extends Event> event = EventCatalogue.instance()
                .find(type.substring(TYPE_PREFIX.length()), revision)
                .orElseThrow(() -> new UnreadableEventException("unknown type " + type + " revision " + revision));
        Event fact = read(incoming.value(), event);
        if (fact == null || !isOf(fact, incoming.key())) {
            throw new UnreadableEventException("the data of " + type + " are not of the stream that the key names");
        }
        return new ReceivedEvent(fact, number(incoming.headers(), "ce_sequence"));
    }

    private static @Nullable Event read(byte @Nullable [] data, Class<? extends Event> type) {
        try {
            return data == null ? null : JSON.readValue(data, type);
        } catch (JacksonException broken) {
            throw new UnreadableEventException("the data of " + type.getSimpleName() + " cannot be read");
        }
    }

    private static boolean isOf(Event fact, byte @Nullable [] key) {
        return key != null && fact.streamId().equals(new String(key, StandardCharsets.UTF_8));
    }

    private static long number(Headers headers, String name) {
        String text = header(headers, name).orElse("");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw new UnreadableEventException("header " + name + " is no number: " + text);
        }
    }

    static Optional<String> header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? Optional.empty() : text(header.value());
    }

    /** Bytes as UTF-8; empty where there are none. */
    static Optional<String> text(byte @Nullable [] bytes) {
        return bytes == null ? Optional.empty() : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    private static void add(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, utf8(value));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
