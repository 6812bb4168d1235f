package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.EventCatalogue;
import dev.latchkey.kernel.eventstore.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    /** In metadata the step that stored the event; in a record the one that sent it. */
    static final String TRACEPARENT = "traceparent";
    /** CloudEvents' extension for distributed tracing: the step that stored the event. */
    static final String ORIGIN_OF_TRACE = "ce_traceparent";

    private static final Logger log = LoggerFactory.getLogger(Envelope.class);
    private static final String TYPE_PREFIX = "dev.latchkey.";
    /** Headers that carry metadata of the store, and what these are called there. */
    private static final Map<String, String> METADATA = Map.of(
            "ce_correlationid",
            CORRELATION_ID,
            "ce_causationid",
            CAUSATION_ID,
            "ce_actor",
            ACTOR,
            ORIGIN_OF_TRACE,
            TRACEPARENT);

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
        METADATA.forEach((name, key) -> add(headers, name, textOf(metadata, key)));
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

    /**
     * The stored fact of a record, as {@link #wrap} found it.
     *
     * @throws UnreadableEventException when a relay did not write it so
     */
    static StoredEvent unwrapStored(ConsumerRecord<byte[], byte[]> incoming) {
        Headers headers = incoming.headers();
        String type = required(headers, "ce_type");
        byte[] data = incoming.value();
        if (!type.startsWith(TYPE_PREFIX) || data == null) {
            throw new UnreadableEventException("the type is not ours, or there are no data: " + type);
        }
        return new StoredEvent(
                number(headers, "ce_position"),
                required(headers, "ce_id"),
                Topics.streamTypeOf(incoming.topic()),
                required(headers, "ce_subject"),
                number(headers, "ce_sequence"),
                type.substring(TYPE_PREFIX.length()),
                required(headers, "ce_revision"),
                Instant.parse(required(headers, "ce_time")),
                data,
                metadataOf(headers));
    }

    private static byte[] metadataOf(Headers headers) {
        Map<String, String> metadata = new TreeMap<>();
        METADATA.forEach((name, key) -> header(headers, name).ifPresent(value -> metadata.put(key, value)));
        return JSON.writeValueAsBytes(metadata);
    }

    /** What the positions are that will never hold a fact, of a record of {@link #voidPositions}. */
    static String voidPositionsOf(ConsumerRecord<byte[], byte[]> incoming) {
        try {
            return JSON.readTree(incoming.value()).path("positions").asString();
        } catch (JacksonException broken) {
            throw new UnreadableEventException("what a relay told of its positions cannot be read");
        }
    }

    /** The fact of what stands in a store. */
    static ReceivedEvent read(StoredEvent stored) {
        Class<? extends Event> type = EventCatalogue.instance()
                .find(stored.name(), Integer.parseInt(stored.revision()))
                .orElseThrow(() -> new UnreadableEventException(
                        "unknown type " + stored.name() + " revision " + stored.revision()));
        Event fact = read(stored.payload(), type);
        if (fact == null) {
            throw new UnreadableEventException("there are no data of " + stored.name());
        }
        return new ReceivedEvent(fact, stored.sequence());
    }

    private static String required(Headers headers, String name) {
        return header(headers, name).orElseThrow(() -> new UnreadableEventException("header " + name + " is missing"));
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

    static void add(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, utf8(value));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
