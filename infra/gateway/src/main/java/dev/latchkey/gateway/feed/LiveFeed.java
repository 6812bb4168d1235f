package dev.latchkey.gateway.feed;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Follows the event topics with one consumer of its own and tells each listener what belongs to its sessions. */
public final class LiveFeed implements AutoCloseable {

    /** Who wants to hear of some sessions; it must never wait, and one that cannot keep up ends itself. */
    public interface Listener {

        /** An event of one of its sessions. */
        void tell(LiveEvent event);

        /** The time for listening is over. */
        void end();
    }

    private static final int MAX_EVENTS = 5_000;
    private static final int MAX_EVENT_LENGTH = 16 * 1024;
    private static final Duration MAX_LISTENING = Duration.ofMinutes(10);
    private static final Duration MAX_CLOSING = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(LiveFeed.class.getName());

    private final RecentEvents events = new RecentEvents(MAX_EVENTS, MAX_EVENT_LENGTH, MAX_LISTENING);
    private final Supplier<Consumer<String, String>> consumers;
    private final Thread thread = Thread.ofPlatform().daemon().name("live-feed").unstarted(this::run);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Consumer<String, String> reading;

    /** A feed from this Kafka, which may be away now and later. */
    public LiveFeed(String bootstrapServers) {
        this(() -> new KafkaConsumer<>(settings(bootstrapServers), new StringDeserializer(), new StringDeserializer()));
    }

    LiveFeed(Supplier<Consumer<String, String>> consumers) {
        this.consumers = consumers;
    }

    /** Begins to follow the topics. */
    public void start() {
        thread.start();
    }

    /** From now on, for a bounded time, tells the listener of these sessions' events, first of those so far. */
    public void listen(Set<String> sessions, Listener listener) {
        events.listen(sessions, listener);
    }

    /** This listener wants no more; harmless when it had gone already. */
    public void leave(Listener listener) {
        events.leave(listener);
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "latchkey-live-feed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                (int) LONGEST_PAUSE.toMillis(),
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                4 * 1024 * 1024,
                ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG,
                false);
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (isOpen()) {
            try (Consumer<String, String> consumer = consumers.get()) {
                reading = consumer;
                TopicFollower follower = new TopicFollower(consumer);
                while (isOpen()) {
                    if (!follower.poll(events::add)) {
                        waitFor(FIRST_PAUSE);
                    }
                    events.endOverdue();
                    pause = FIRST_PAUSE;
                }
            } catch (RuntimeException e) {
                if (isOpen()) {
                    LOG.log(Level.WARNING, "The live feed cannot read events, next try in {0}: {1}", pause, e);
                    waitFor(pause);
                    pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
                }
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void waitFor(Duration pause) {
        try {
            closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        events.endAll();
        Consumer<String, String> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(MAX_CLOSING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
