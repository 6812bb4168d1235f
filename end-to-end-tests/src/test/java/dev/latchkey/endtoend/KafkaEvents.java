package dev.latchkey.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A plain consumer of all topics from their beginning, running beside the tests and remembering every record. */
final class KafkaEvents {

    private static final Duration TIME_TO_ARRIVE = Duration.ofSeconds(30);

    private final ConcurrentMap<String, List<Fact>> bySession = new ConcurrentHashMap<>();
    private final ConcurrentMap<TopicPartition, Long> remembered = new ConcurrentHashMap<>();
    private @Nullable Thread reader;

    synchronized void follow(String bootstrapServers) {
        stop();
        reader = Thread.ofPlatform().daemon().name("kafka-events").start(() -> read(bootstrapServers));
    }

    synchronized void stop() {
        if (reader != null) {
            reader.interrupt();
            join(reader);
            reader = null;
        }
    }

    /** Every record that came, in the order of its partition, copies included. */
    List<Fact> all() {
        return bySession.values().stream().flatMap(List::stream).toList();
    }

    /** What happened in this session, each fact once. */
    List<Fact> of(String session) {
        var facts = new LinkedHashMap<String, Fact>();
        bySession.getOrDefault(session, List.of()).forEach(fact -> facts.putIfAbsent(fact.id(), fact));
        return List.copyOf(facts.values());
    }

    /** The one fact of this type in this session, waiting for it. */
    Fact await(String session, String type) {
        Awaitility.await("%s of session %s".formatted(type, session))
                .atMost(TIME_TO_ARRIVE)
                .until(() -> of(session).stream().anyMatch(fact -> fact.type().equals(type)));
        return of(session).stream()
                .filter(fact -> fact.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until each of these sessions has at least these facts. */
    void awaitAll(Collection<String> sessions, String... types) {
        sessions.forEach(session -> List.of(types).forEach(type -> await(session, type)));
    }

    private void read(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
        try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
            while (!Thread.currentThread().isInterrupted()) {
                readSome(consumer);
            }
        } catch (InterruptException stopped) {
            // That is how it ends.
        }
    }

    private void readSome(Consumer<byte[], byte[]> consumer) {
        try {
            var partitions = partitions(consumer);
            if (partitions.isEmpty()) {
                return;
            }
            consumer.assign(partitions);
            consumer.poll(Duration.ofMillis(100)).forEach(kafkaRecord -> remember(Fact.of(kafkaRecord)));
        } catch (InterruptException stopped) {
            throw stopped;
        } catch (KafkaException brokerAway) {
            // It will be back: that is what some tests are about.
        }
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.listTopics(Duration.ofSeconds(1)).entrySet().stream()
                // What relays say of positions is no fact.
                .filter(topic -> topic.getKey().startsWith("latchkey.")
                        && !topic.getKey().equals("latchkey.relay"))
                .flatMap(topic -> topic.getValue().stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void remember(Fact fact) {
        var partition = new TopicPartition(fact.topic(), fact.partition());
        if (fact.offset() > remembered.getOrDefault(partition, -1L)) {
            remembered.put(partition, fact.offset());
            bySession.merge(fact.session(), List.of(fact), KafkaEvents::joined);
        }
    }

    private static List<Fact> joined(List<Fact> some, List<Fact> more) {
        var both = new ArrayList<>(some);
        both.addAll(more);
        return List.copyOf(both);
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
