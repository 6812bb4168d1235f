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
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
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
    private static final int MOST_RECORDS = 500;
    private static final long UNKNOWN = -1;

    private final Projection projection;
    private final KafkaSettings settings;
    private final FeedPositions positions;
    private final ProjectionWriter writer;
    private final Signal stopped = new Signal();
    private volatile boolean running;
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private final Worker worker;
    private volatile long lag = UNKNOWN;
    private volatile long generation;
    private boolean assigned;

    Feed(Projection projection, KafkaSettings settings, FeedPositions positions, ProjectionWriter writer) {
        this.projection = projection;
        this.settings = settings;
        this.positions = positions;
        this.writer = writer;
        this.worker = new Worker("feed-" + projection.name(), this::work);
    }

    String projectionName() {
        return projection.name();
    }

    /** How many events of its partitions this instance has still to take in; -1 while it does not know. */
    long lagIn(long currentGeneration) {
        long known = lag;
        return generation == currentGeneration ? known : UNKNOWN;
    }

    @Override
    public void start() {
        running = true;
        worker.start();
    }

    @Override
    public void stop() {
        running = false;
        stopped.raise();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        worker.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Goes on whatever happens: a thread that dies would leave the table as it is and nobody would notice. */
    private void work() {
        while (running) {
            try {
                feedFromOneConsumer();
            } catch (WakeupException stopping) {
                log.debug("feed of {} stops", projection.name());
            } catch (RuntimeException | Error problem) {
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
            assigned = false;
            lag = UNKNOWN;
            consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
        }
    }

    private void feedFrom(Consumer<byte[], byte[]> consumer) {
        positions.register(projection.name());
        generation = positions.generation(projection.name());
        List<String> topics = projection.streams().stream().map(Topics::of).toList();
        consumer.subscribe(topics, new StartWherePositionsSay(consumer));
        while (running) {
            ConsumerRecords<byte[], byte[]> records = poll(consumer);
            if (!applyAll(records) || wasRebuilt(records)) {
                startAgain(consumer);
            } else {
                measureLag(consumer);
            }
        }
    }

    /** A topic that holds less than was read from it has lost records or was made anew: then it is read from its start. */
    private ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer) {
        try {
            return consumer.poll(POLL_LIMIT);
        } catch (OffsetOutOfRangeException lost) {
            log.error("projection {} reads {} again from the start", projection.name(), lost.partitions());
            positions.forget(projection.name(), lost.partitions());
            seek(consumer, lost.partitions());
            return ConsumerRecords.empty();
        }
    }

    private void startAgain(Consumer<byte[], byte[]> consumer) {
        lag = UNKNOWN;
        generation = positions.generation(projection.name());
        seek(consumer, consumer.assignment());
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
        List<OptionalLong> lags =
                consumer.assignment().stream().map(consumer::currentLag).toList();
        boolean known = assigned && lags.stream().allMatch(OptionalLong::isPresent);
        lag = known ? lags.stream().mapToLong(OptionalLong::getAsLong).sum() : UNKNOWN;
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
        properties.put("auto.offset.reset", "none");
        properties.put("allow.auto.create.topics", false);
        properties.put("max.poll.records", MOST_RECORDS);
        // A dead instance must not hold its partitions for the default 45 seconds.
        properties.put("session.timeout.ms", 10_000);
        properties.put("heartbeat.interval.ms", 2_000);
        // Topics appear when the service that owns them starts for the first time.
        properties.put("metadata.max.age.ms", 5_000);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private final class StartWherePositionsSay implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> consumer;

        StartWherePositionsSay(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            seek(consumer, partitions);
            assigned = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Nothing to hand over: every applied record has committed its position.
        }
    }
}
