package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.events.StreamType;
import dev.latchkey.kernel.eventstore.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that the relay of this service has told Kafka, read back: what a store that was set back no longer knows. */
public final class RelayedFacts {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaSettings settings;
    private final OwnedStreams owned;

    public RelayedFacts(KafkaSettings settings, OwnedStreams owned) {
        this.settings = settings;
        this.owned = owned;
    }

    /** Who listens to what was told. */
    public interface Listener {

        /** These facts were told, some perhaps more than once; of one stream in their order. */
        void facts(List<StoredEvent> facts);

        /** These positions will never hold a fact. */
        void voidPositions(String positions);
    }

    /** The fact itself of what stands in a store. */
    public static ReceivedEvent read(StoredEvent stored) {
        return Envelope.read(stored);
    }

    /**
     * Reads what was told since an instant, up to what is there when the reading begins.
     *
     * @throws IllegalStateException when Kafka does not answer for a minute, or has no topics of this service
     */
    public void since(Instant from, Listener listener) {
        try (Consumer<byte[], byte[]> consumer = open()) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            seek(consumer, partitions, from);
            readTo(consumer, consumer.endOffsets(partitions, PATIENCE), listener);
        } catch (KafkaException away) {
            throw new IllegalStateException("Kafka cannot be read: " + away.getMessage(), away);
        }
    }

    private Consumer<byte[], byte[]> open() {
        Map<String, Object> properties = new HashMap<>(settings.clientProperties());
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", false);
        properties.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<String> topics = new ArrayList<>(List.of(Topics.RELAY));
        owned.types().stream().map(StreamType::stableName).map(Topics::of).forEach(topics::add);
        List<TopicPartition> partitions = new ArrayList<>();
        var known = consumer.listTopics(PATIENCE);
        topics.stream().filter(known::containsKey).forEach(topic -> Objects.requireNonNull(known.get(topic))
                .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
        if (partitions.isEmpty()) {
            throw new IllegalStateException("Kafka has no topics of this service");
        }
        return partitions;
    }

    /** A record's time is that of its sending, which is never before that of its fact. */
    private static void seek(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Instant from) {
        Map<TopicPartition, Long> question = new HashMap<>();
        partitions.forEach(partition -> question.put(partition, Math.max(0, from.toEpochMilli())));
        Map<TopicPartition, OffsetAndTimestamp> answer = consumer.offsetsForTimes(question, PATIENCE);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = answer.get(partition);
            if (first == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, first.offset());
            }
        }
    }

    private void readTo(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Listener listener) {
        long progress = System.nanoTime();
        while (!hasReached(consumer, ends)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                progress = System.nanoTime();
                tell(records, listener);
            } else if (System.nanoTime() - progress > PATIENCE.toNanos()) {
                throw new IllegalStateException("Kafka has not answered for " + PATIENCE.toSeconds() + " seconds");
            }
        }
    }

    private static boolean hasReached(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }

    private void tell(ConsumerRecords<byte[], byte[]> records, Listener listener) {
        List<StoredEvent> facts = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> each : records) {
            if (!isOurs(each)) {
                continue;
            }
            if (each.topic().equals(Topics.RELAY)) {
                listener.voidPositions(Envelope.voidPositionsOf(each));
            } else {
                facts.add(Envelope.unwrapStored(each));
            }
        }
        listener.facts(facts);
    }

    /** Services may share a topic; versions that told no positions cannot be read back. */
    private boolean isOurs(ConsumerRecord<byte[], byte[]> incoming) {
        return Envelope.header(incoming.headers(), "ce_source")
                        .filter(owned.source()::equals)
                        .isPresent()
                && (incoming.topic().equals(Topics.RELAY)
                        || Envelope.header(incoming.headers(), "ce_position").isPresent());
    }
}
