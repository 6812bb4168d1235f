package dev.latchkey.kernel.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** Reads a topic from its start as any stranger's consumer would. */
final class TopicReader implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> records = new ArrayList<>();

    private TopicReader(KafkaConsumer<String, String> consumer) {
        this.consumer = consumer;
    }

    static TopicReader of(String kafka, String topic) {
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> partitions =
                Awaitility.await()
                        .atMost(LIMIT)
                        .until(() -> consumer.partitionsFor(topic), found -> !found.isEmpty())
                        .stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new TopicReader(consumer);
    }

    /** Reads on until what was read so far is what is waited for. */
    List<ConsumerRecord<String, String>> readUntil(Predicate<List<ConsumerRecord<String, String>>> done) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!done.test(records)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("after " + LIMIT + " Kafka has " + sequencesByStream(records));
            }
            consumer.poll(Duration.ofMillis(50)).forEach(records::add);
        }
        return records;
    }

    /** Reads until all of these streams have as many different positions as expected of each. */
    Map<String, List<Long>> readStreams(Map<String, Integer> expected) {
        return sequencesByStream(readUntil(read -> {
            Map<String, List<Long>> streams = sequencesByStream(read);
            return expected.entrySet().stream()
                    .allMatch(stream -> streams.getOrDefault(stream.getKey(), List.of()).stream()
                                    .distinct()
                                    .count()
                            >= stream.getValue());
        }));
    }

    /** The positions of each stream in the order in which they stand on Kafka. */
    static Map<String, List<Long>> sequencesByStream(List<ConsumerRecord<String, String>> records) {
        Map<String, List<Long>> streams = new HashMap<>();
        records.forEach(each -> streams.computeIfAbsent(each.key(), key -> new ArrayList<>())
                .add(Long.valueOf(Envelope.header(each.headers(), "ce_sequence").orElseThrow())));
        return streams;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
