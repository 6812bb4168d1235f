package dev.latchkey.kernel.messaging;

import dev.latchkey.tracing.Tracing;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Feeds one table's writer from Kafka, several instances sharing the partitions.
 *
 * <p>The position is kept beside the tables, not at the broker; the consumer group only shares the work
 * out. Kafka away, or PostgreSQL away, means waiting and going on.
 */
final class Feed implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Feed.class);
    private static final Duration POLL_LIMIT = Duration.ofMillis(500);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    private static final long UNKNOWN = -1;

    private final FeedConsumers consumers;
    private final FeedPositions positions;
    private final FeedWriter writer;
    private final FeedSteps steps;
    private final Signal stopped = new Signal();
    private volatile boolean running;
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private final Worker worker;
    private volatile long lag = UNKNOWN;
    private volatile long generation;
    private boolean assigned;

    Feed(FeedConsumers consumers, FeedPositions positions, FeedWriter writer, Tracing tracing) {
        this.consumers = consumers;
        this.positions = positions;
        this.writer = writer;
        this.steps = new FeedSteps(tracing, writer.name());
        this.worker = new Worker("feed-" + writer.name(), this::work);
    }

    /** What it feeds. */
    String name() {
        return writer.name();
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
                log.debug("the feed of {} stops", writer.name());
            } catch (RuntimeException | Error problem) {
                log.warn("the feed of {} starts again: {}", writer.name(), problem.toString());
                stopped.await(BACK_OFF);
            }
        }
    }

    private void feedFromOneConsumer() {
        Consumer<byte[], byte[]> consumer = consumers.open(writer.name());
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
        writer.register();
        generation = positions.generation(writer.name());
        consumer.subscribe(writer.topics(), new StartWherePositionsSay(consumer));
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
            log.error("{} reads {} again from the start", writer.name(), lost.partitions());
            positions.forget(writer.name(), lost.partitions());
            seek(consumer, lost.partitions());
            return ConsumerRecords.empty();
        }
    }

    private void startAgain(Consumer<byte[], byte[]> consumer) {
        lag = UNKNOWN;
        generation = positions.generation(writer.name());
        seek(consumer, consumer.assignment());
    }

    private boolean applyAll(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> ofOne = records.records(partition);
            if (!steps.around(ofOne, () -> writer.apply(generation, partition, ofOne))) {
                return false;
            }
        }
        return true;
    }

    /** A feed without news would never notice that its projection was emptied. */
    private boolean wasRebuilt(ConsumerRecords<byte[], byte[]> records) {
        return records.isEmpty() && positions.generation(writer.name()) != generation;
    }

    private void measureLag(Consumer<byte[], byte[]> consumer) {
        List<OptionalLong> lags =
                consumer.assignment().stream().map(consumer::currentLag).toList();
        boolean known = assigned && lags.stream().allMatch(OptionalLong::isPresent);
        lag = known ? lags.stream().mapToLong(OptionalLong::getAsLong).sum() : UNKNOWN;
    }

    private void seek(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            OptionalLong next = positions.next(writer.name(), partition);
            if (next.isPresent()) {
                consumer.seek(partition, next.getAsLong());
            } else {
                consumer.seekToBeginning(List.of(partition));
            }
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
            assigned = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Nothing to hand over: every applied record has committed its position.
        }
    }
}
