package dev.latchkey.kernel.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A topic of one partition: records are written one by one, confirmed by all replicas or refused in bounded time. */
public final class OrderedTopic implements AutoCloseable {

    private static final int LIMIT_SECONDS = 3;

    private final KafkaSettings settings;
    private final String name;
    private @Nullable Producer<byte[], byte[]> producer;

    public OrderedTopic(KafkaSettings settings, String name) {
        this.settings = settings;
        this.name = name;
    }

    /**
     * Returns when the record is confirmed.
     *
     * @throws IllegalStateException when it is not, in time or at all; it may be there nevertheless
     */
    public synchronized void write(String key, byte[] value) throws InterruptedException {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(name, key.getBytes(StandardCharsets.UTF_8), value);
        try {
            producer().send(record).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException unconfirmed) {
            close();
            throw new IllegalStateException("Kafka did not confirm a record of " + name, unconfirmed);
        }
    }

    /**
     * The value of the last record; empty when there is none, or no topic yet.
     *
     * @throws IllegalStateException when Kafka does not say in time
     */
    public Optional<byte[]> last() {
        Duration limit = Duration.ofSeconds(LIMIT_SECONDS);
        Map<String, Object> reading = new HashMap<>(settings.clientProperties());
        reading.put("enable.auto.commit", false);
        reading.put("allow.auto.create.topics", false);
        reading.put("default.api.timeout.ms", (int) limit.toMillis());
        TopicPartition only = new TopicPartition(name, 0);
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            if (!consumer.listTopics(limit).containsKey(name)) {
                return Optional.empty();
            }
            consumer.assign(List.of(only));
            long end = Objects.requireNonNull(consumer.endOffsets(List.of(only)).get(only));
            if (end == 0) {
                return Optional.empty();
            }
            consumer.seek(only, end - 1);
            return consumer.poll(limit).records(only).stream()
                    .reduce((earlier, later) -> later)
                    .map(ConsumerRecord::value)
                    .or(() -> {
                        throw new IllegalStateException("Kafka did not give the last record of " + name);
                    });
        } catch (KafkaException away) {
            throw new IllegalStateException("Kafka did not give the last record of " + name, away);
        }
    }

    private Producer<byte[], byte[]> producer() throws InterruptedException, TimeoutException {
        if (producer == null) {
            new Topics(settings).createOrdered(name);
            producer = new KafkaProducer<>(properties(), new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private Map<String, Object> properties() {
        int limit = (int) TimeUnit.SECONDS.toMillis(LIMIT_SECONDS);
        Map<String, Object> properties = new HashMap<>(settings.clientProperties());
        properties.put("acks", "all");
        properties.put("enable.idempotence", true);
        properties.put("max.block.ms", limit);
        properties.put("request.timeout.ms", limit);
        properties.put("linger.ms", 0);
        properties.put("delivery.timeout.ms", limit);
        return properties;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }
}
