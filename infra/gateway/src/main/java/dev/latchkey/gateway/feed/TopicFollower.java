package dev.latchkey.gateway.feed;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads every partition of every event topic, those that appear later too, from a little before their end. */
final class TopicFollower {

    private static final String EVENT_TOPICS = "latchkey.";
    private static final int LOOK_BACK_PER_PARTITION = 500;
    private static final Duration LOOK_FOR_TOPICS_EVERY = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(500);

    private final org.apache.kafka.clients.consumer.Consumer<String, String> kafka;
    private final Set<TopicPartition> followed = new HashSet<>();
    private long nextLook = System.nanoTime();

    TopicFollower(org.apache.kafka.clients.consumer.Consumer<String, String> kafka) {
        this.kafka = kafka;
    }

    /** Waits a moment for news; false when there is no event topic yet to wait on. */
    boolean poll(Consumer<LiveEvent> events) {
        if (System.nanoTime() - nextLook >= 0) {
            followNewPartitions();
            nextLook = System.nanoTime() + LOOK_FOR_TOPICS_EVERY.toNanos();
        }
        if (followed.isEmpty()) {
            return false;
        }
        for (ConsumerRecord<String, String> message : kafka.poll(POLL)) {
            LiveEvent event = LiveEvent.of(message);
            if (event != null) {
                events.accept(event);
            }
        }
        return true;
    }

    private void followNewPartitions() {
        List<TopicPartition> appeared = eventPartitions();
        if (appeared.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> first = kafka.beginningOffsets(appeared);
        Map<TopicPartition, Long> end = kafka.endOffsets(appeared);
        followed.addAll(appeared);
        kafka.assign(followed);
        for (TopicPartition partition : appeared) {
            long back = end.getOrDefault(partition, 0L) - LOOK_BACK_PER_PARTITION;
            kafka.seek(partition, Math.max(first.getOrDefault(partition, 0L), back));
        }
    }

    /** While Kafka is away nobody can say what appeared: what is followed already stays so. */
    private List<TopicPartition> eventPartitions() {
        try {
            return kafka.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(partition -> partition.topic().startsWith(EVENT_TOPICS))
                    .map(TopicFollower::of)
                    .filter(partition -> !followed.contains(partition))
                    .toList();
        } catch (TimeoutException e) {
            return List.of();
        }
    }

    private static TopicPartition of(PartitionInfo partition) {
        return new TopicPartition(partition.topic(), partition.partition());
    }
}
