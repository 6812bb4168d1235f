package dev.latchkey.kernel.messaging;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Asks Kafka how much its topics hold; one client for all who ask, made when the first one does. */
final class TopicEnds implements AutoCloseable {

    /** Partitions are added by hand, if ever. */
    private static final long PARTITIONS_KNOWN_NANOSECONDS =
            Duration.ofMinutes(1).toNanos();

    private final KafkaSettings settings;
    private final Map<String, Partitions> known = new HashMap<>();
    private @Nullable Admin admin;

    private record Partitions(List<TopicPartition> all, long seenAt) {}

    TopicEnds(KafkaSettings settings) {
        this.settings = settings;
    }

    /** The offsets that the next records will get. */
    Map<TopicPartition, Long> of(Collection<String> topics, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        for (String topic : topics) {
            partitionsOf(topic, limit).forEach(partition -> question.put(partition, OffsetSpec.latest()));
        }
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                client().listOffsets(question).all().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        return ends.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue()
                .offset()));
    }

    private List<TopicPartition> partitionsOf(String topic, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        synchronized (known) {
            Partitions partitions = known.get(topic);
            if (partitions != null && System.nanoTime() - partitions.seenAt() < PARTITIONS_KNOWN_NANOSECONDS) {
                return partitions.all();
            }
        }
        List<TopicPartition> all = client()
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get(limit.toMillis(), TimeUnit.MILLISECONDS)
                .values()
                .stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        synchronized (known) {
            known.put(topic, new Partitions(all, System.nanoTime()));
        }
        return all;
    }

    private synchronized Admin client() {
        if (admin == null) {
            Map<String, Object> properties = new HashMap<>(settings.clientProperties());
            properties.put("default.api.timeout.ms", 2_000);
            properties.put("request.timeout.ms", 2_000);
            admin = Admin.create(properties);
        }
        return admin;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
