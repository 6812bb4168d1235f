package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.EventCatalogue;
import dev.latchkey.kernel.eventstore.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes to topics like a relay, and like somebody who is none. */
final class TopicWriter implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final KafkaProducer<byte[], byte[]> producer;
    private final Envelope envelope = new Envelope("/latchkey/test-service");

    TopicWriter(String kafka) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** What a relay makes of a fact. */
    ProducerRecord<byte[], byte[]> recordOf(long sequence, Event event) {
        EventCatalogue.Key name =
                EventCatalogue.instance().nameOf(event.getClass()).orElseThrow();
        return envelope.wrap(new StoredEvent(
                sequence + 1,
                UUID.randomUUID().toString(),
                event.streamType().stableName(),
                event.streamId(),
                sequence,
                name.name(),
                String.valueOf(name.revision()),
                Instant.EPOCH,
                JSON.writeValueAsBytes(event),
                "{}".getBytes(StandardCharsets.UTF_8)));
    }

    /** The same record with another value. */
    static ProducerRecord<byte[], byte[]> withValue(ProducerRecord<byte[], byte[]> original, @Nullable String value) {
        return new ProducerRecord<>(
                original.topic(),
                null,
                original.key(),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                original.headers());
    }

    /** The same record with a header changed, or removed. */
    static ProducerRecord<byte[], byte[]> withHeader(
            ProducerRecord<byte[], byte[]> original, String name, @Nullable String value) {
        ProducerRecord<byte[], byte[]> changed =
                withValue(original, new String(original.value(), StandardCharsets.UTF_8));
        changed.headers().remove(name);
        if (value != null) {
            changed.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        }
        return changed;
    }

    void write(ProducerRecord<byte[], byte[]> outgoing) throws Exception {
        producer.send(outgoing).get(TopicReader.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        producer.close();
    }
}
