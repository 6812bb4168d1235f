package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.EventCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stored fact as a Kafka record and back: CloudEvents 1.0, Kafka protocol binding in binary mode.
 *
 * <p>The key is the stream id, so that one stream stays in one partition; the value is the stored JSON, byte for byte.
 */
final class Envelope {

    static final String CORRELATION_ID = "correlationId";
    static final String CAUSATION_ID = "causationId";

    private static final String TYPE_PREFIX = "dev.latchkey.";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Serializer serializer;
    private final String source;

    Envelope(Serializer serializer, String source) {
        this.serializer = serializer;
        this.source = source;
    }

    /** The record of a stored fact. */
    ProducerRecord<byte[], byte[]> wrap(DomainEventMessage<?> message) {
        SerializedObject<byte[]> payload = message.serializePayload(serializer, byte[].class);
        byte[] key = utf8(message.getAggregateIdentifier());
        ProducerRecord<byte[], byte[]> outgoing =
                new ProducerRecord<>(Topics.of(message.getType()), key, payload.getData());
        Headers headers = outgoing.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", message.getIdentifier());
        add(headers, "ce_source", source);
        add(headers, "ce_type", TYPE_PREFIX + payload.getType().getName());
        add(headers, "ce_revision", payload.getType().getRevision());
        add(headers, "ce_time", message.getTimestamp().toString());
        add(headers, "ce_subject", message.getAggregateIdentifier());
        add(headers, "ce_sequence", String.valueOf(message.getSequenceNumber()));
        add(headers, "ce_correlationid", (String) message.getMetaData().get(CORRELATION_ID));
        add(headers, "ce_causationid", (String) message.getMetaData().get(CAUSATION_ID));
        add(headers, "content-type", "application/json");
        return outgoing;
    }

    /**
     * The fact of a record.
     *
     * @throws UnreadableEventException when this version does not know the type or cannot read the data
     */
    static ReceivedEvent unwrap(ConsumerRecord<byte[], byte[]> incoming) {
        String type = header(incoming.headers(), "ce_type").orElse("");
        int revision = number(incoming.headers(), "ce_revision");
        if (!type.startsWith(TYPE_PREFIX)) {
            throw new UnreadableEventException("the type is not ours: " + type);
        }
        Class<? extends Event> event = EventCatalogue.instance()
                .find(type.substring(TYPE_PREFIX.length()), revision)
                .orElseThrow(() -> new UnreadableEventException("unknown type " + type + " revision " + revision));
        try {
            return new ReceivedEvent(
                    JSON.readValue(incoming.value(), event), number(incoming.headers(), "ce_sequence"));
        } catch (JacksonException broken) {
            throw new UnreadableEventException("the data of " + type + " cannot be read");
        }
    }

    private static int number(Headers headers, String name) {
        String text = header(headers, name).orElse("");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw new UnreadableEventException("header " + name + " is no number: " + text);
        }
    }

    static Optional<String> header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
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
