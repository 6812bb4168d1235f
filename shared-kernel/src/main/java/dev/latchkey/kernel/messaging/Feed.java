package dev.latchkey.kernel.messaging;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Feeds one projection from Kafka, several instances sharing the partitions.
 *
 * <p>The position is kept beside the projection's tables, not at the broker; the consumer group only shares the work
 * out. Kafka away, or PostgreSQL away, means waiting and going on.
 */
final class Feed implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Feed.class);
    private static final Duration POLL_LIMIT = Duration.ofMillis(500);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final int MOST_RECORDS = 500;

    private final Projection projection;
    private final KafkaSettings settings;
    private final FeedPositions positions;
    private final ProjectionWriter writer;
    private final Signal stopped = new Signal();
    private volatile boolean running;
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile long lag = -1;
    private @Nullable Thread thread;
    private long generation;

    Feed(Projection projection, KafkaSettings settings, FeedPositions positions, ProjectionWriter writer) {
        this.projection = projection;
        this.settings = settings;
        this.positions = positions;
        this.writer = writer;
    }

    String projectionName() {
        return projection.name();
    }

    /** How many events of its partitions this instance has still to take in; -1 while it does not know. */
    long lag() {
        return lag;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("feed-" + projection.name()).daemon().start(this::work);
    }

    @Override
    public void stop() {
        running = false;
        stopped.raise();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        join();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        while (running) {
            try {
                feedFromOneConsumer();
            } catch (WakeupException stopping) {
                log.debug("feed of {} stops", projection.name());
            } catch (RuntimeException problem) {
                log.warn("the feed of projection {} starts again: {}", projection.name(), problem.toString());
                stopped.await(BACK_OFF);
            }
        }
    }

    private void feedFromOneConsumer() {
        Consumer<byte[], byte[]> consumer = open();
        current = consumer;
        try {
            feedFrom(consumer);
        } finally {
            current = null;
            consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
        }
    }

    private void feedFrom(Consumer<byte[], byte[]> consumer) {
        positions.register(projection.name());
        generation = positions.generation(projection.name());
        List<String> topics = projection.streams().stream().map(Topics::of).toList();
        consumer.subscribe(topics, new StartWherePositionsSay(consumer));
        while (running) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL_LIMIT);
            if (!applyAll(records) || wasRebuilt(records)) {
                generation = positions.generation(projection.name());
                seek(consumer, consumer.assignment());
            }
            measureLag(consumer);
        }
    }

    private boolean applyAll(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            if (!writer.apply(generation, partition, records.records(partition))) {
                return false;
            }
        }
        return true;
    }

    /** A feed without news would never notice that its projection was emptied. */
    private boolean wasRebuilt(ConsumerRecords<byte[], byte[]> records) {
        return records.isEmpty() && positions.generation(projection.name()) != generation;
    }

    private void measureLag(Consumer<byte[], byte[]> consumer) {
        lag = consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private void seek(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            OptionalLong next = positions.next(projection.name(), partition);
            if (next.isPresent()) {
                consumer.seek(partition, next.getAsLong());
            } else {
                consumer.seekToBeginning(List.of(partition));
            }
        }
    }

    private Consumer<byte[], byte[]> open() {
        Map<String, Object> properties = new HashMap<>(settings.clientProperties());
        properties.put("group.id", "latchkey." + projection.name());
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", false);
        properties.put("max.poll.records", MOST_RECORDS);
        // A dead instance must not hold its partitions for the default 45 seconds.
        properties.put("session.timeout.ms", 10_000);
        properties.put("heartbeat.interval.ms", 2_000);
        // Topics appear when the service that owns them starts for the first time.
        properties.put("metadata.max.age.ms", 5_000);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void join() {
        Thread worker = thread;
        if (worker == null) {
            return;
        }
        try {
            worker.join(STOP_LIMIT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class StartWherePositionsSay implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> consumer;

        StartWherePositionsSay(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            seek(consumer, partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Nothing to hand over: every applied record has committed its position.
        }
    }
}
