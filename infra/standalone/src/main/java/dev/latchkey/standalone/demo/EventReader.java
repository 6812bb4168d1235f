package dev.latchkey.standalone.demo;

import dev.latchkey.standalone.terminal.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads events with a plain Kafka consumer, as any other program may. */
final class EventReader {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);
    /** Clocks of one machine agree, but an event may be stamped a little before it is sent. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final String kafka;

    EventReader(String kafka) {
        this.kafka = kafka;
    }

    /** The events of these sessions since that moment, oldest first; returns when all the expected ones are there. */
    List<Event> read(Set<String> sessions, Instant since, List<String> expectedNames) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            seek(consumer, since.minus(MARGIN));
            List<Event> found = new ArrayList<>();
            Instant end = Instant.now().plus(LIMIT);
            while (!missing(found, expectedNames).isEmpty()) {
                if (Instant.now().isAfter(end)) {
                    throw Trouble.failed("These events did not arrive on Kafka in time: %s"
                            .formatted(missing(found, expectedNames)));
                }
                consumer.poll(POLL).forEach(message -> {
                    Event event = Event.of(message);
                    if (sessions.contains(event.correlation())) {
                        found.add(event);
                    }
                });
            }
            found.sort(Comparator.comparing(event -> Instant.parse(event.time())));
            return found;
        } catch (KafkaException e) {
            throw Trouble.failed("Kafka at %s cannot be read: %s".formatted(kafka, e.getMessage()));
        }
    }

    private static void seek(KafkaConsumer<String, byte[]> consumer, Instant since) {
        List<TopicPartition> partitions = consumer.listTopics(LIMIT).entrySet().stream()
                .filter(topic -> topic.getKey().startsWith("latchkey."))
                .map(Map.Entry::getValue)
                .flatMap(Collection::stream)
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        Map<TopicPartition, Long> moment = new HashMap<>();
        partitions.forEach(partition -> moment.put(partition, since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(moment, LIMIT);
        consumer.assign(partitions);
        // A partition without an event since then has no offset for it: what comes next there is new.
        consumer.seekToEnd(partitions);
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                consumer.seek(partition, offset.offset());
            }
        });
    }

    static List<String> missing(List<Event> found, List<String> expectedNames) {
        List<String> missing = new ArrayList<>(expectedNames);
        found.forEach(event -> missing.remove(event.name()));
        return missing;
    }
}
