package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.events.StreamType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Carries the facts of one event store to Kafka: all of them, at least once, in order per stream, from where it stopped.
 *
 * <p>One instance of a service does the work at a time; it holds a claim that another takes over when it dies. The
 * position moves only after Kafka confirmed everything before it. A send never expires: while Kafka is away the same
 * producer goes on trying, so that no later event of a stream can overtake an earlier one.
 */
public final class Relay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final int BATCH_SIZE = 512;
    /** How soon an event that another instance stored is seen. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    /** Folds the commits of a busy moment into one batch. */
    private static final Duration PACE = Duration.ofMillis(10);
    /** Well below the time after which another instance takes the claim over. */
    private static final Duration CLAIM_EXTENSION_INTERVAL = Duration.ofSeconds(3);

    private static final Duration CONFIRMATION_LOOK_INTERVAL = Duration.ofMillis(500);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final EventStorageEngine eventStore;
    private final RelayPosition position;
    private final Envelope envelope;
    private final Set<StreamType> owned;
    private final Topics topics;
    private final RelayProducers producers;
    private final Signal wakeUp;
    private volatile RelayState state = RelayState.STANDBY;
    private volatile boolean running;
    private @Nullable Thread thread;

    Relay(
            EventStorageEngine eventStore,
            RelayPosition position,
            Envelope envelope,
            Set<StreamType> owned,
            Topics topics,
            RelayProducers producers,
            Signal wakeUp) {
        this.eventStore = eventStore;
        this.position = position;
        this.envelope = envelope;
        this.owned = Set.copyOf(owned);
        this.topics = topics;
        this.producers = producers;
        this.wakeUp = wakeUp;
    }

    /** What it does at the moment. */
    RelayState state() {
        return state;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("relay").daemon().start(this::work);
    }

    @Override
    public void stop() {
        running = false;
        wakeUp.raise();
        Thread worker = thread;
        if (worker != null) {
            join(worker);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        while (running) {
            try {
                relayWhileClaimed();
            } catch (InterruptedException | CancellationException stopped) {
                return;
            } catch (UnableToClaimTokenException anotherInstanceRelays) {
                state = RelayState.STANDBY;
            } catch (RuntimeException | TimeoutException problem) {
                state = RelayState.RETRYING;
                log.warn("the relay to Kafka starts again: {}", problem.toString());
            }
            wakeUp.await(BACK_OFF);
        }
    }

    private void relayWhileClaimed() throws InterruptedException, TimeoutException {
        TrackingToken token = position.claim();
        try {
            topics.create(owned);
            try (RelayProducer producer = producers.open()) {
                state = RelayState.RELAYING;
                relayFrom(token, producer.kafka());
            }
        } finally {
            position.release();
        }
    }

    private void relayFrom(@Nullable TrackingToken start, Producer<byte[], byte[]> producer)
            throws InterruptedException {
        TrackingToken token = start;
        long extendedAt = System.nanoTime();
        while (running) {
            List<TrackedEventMessage<?>> batch = read(token);
            if (!batch.isEmpty()) {
                send(batch, producer);
                token = batch.getLast().trackingToken();
                position.store(token);
                extendedAt = System.nanoTime();
                TimeUnit.MILLISECONDS.sleep(PACE.toMillis());
            } else {
                wakeUp.await(POLL_INTERVAL);
                extendedAt = extendIfDue(extendedAt);
            }
        }
    }

    private List<TrackedEventMessage<?>> read(@Nullable TrackingToken token) {
        try (Stream<? extends TrackedEventMessage<?>> events = eventStore.readEvents(token, false)) {
            return new ArrayList<>(events.limit(BATCH_SIZE).toList());
        }
    }

    private void send(List<TrackedEventMessage<?>> batch, Producer<byte[], byte[]> producer)
            throws InterruptedException {
        List<Future<RecordMetadata>> confirmations = new ArrayList<>(batch.size());
        for (TrackedEventMessage<?> message : batch) {
            confirmations.add(producer.send(envelope.wrap((DomainEventMessage<?>) message)));
        }
        for (Future<RecordMetadata> confirmation : confirmations) {
            awaitConfirmation(confirmation);
        }
        state = RelayState.RELAYING;
    }

    /** Waits as long as it takes, keeping the claim: giving up would let later events overtake this one. */
    private void awaitConfirmation(Future<RecordMetadata> confirmation) throws InterruptedException {
        long extendedAt = System.nanoTime();
        while (true) {
            try {
                confirmation.get(CONFIRMATION_LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException kafkaIsAway) {
                state = RelayState.RETRYING;
                extendedAt = extendIfDue(extendedAt);
                if (!running) {
                    throw new CancellationException("the service stops");
                }
            } catch (ExecutionException refused) {
                throw new IllegalStateException("Kafka refused an event", refused.getCause());
            }
        }
    }

    private long extendIfDue(long extendedAt) {
        if (System.nanoTime() - extendedAt < CLAIM_EXTENSION_INTERVAL.toNanos()) {
            return extendedAt;
        }
        position.extend();
        return System.nanoTime();
    }

    private static void join(Thread worker) {
        try {
            worker.join(STOP_LIMIT);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
