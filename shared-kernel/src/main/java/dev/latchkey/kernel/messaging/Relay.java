package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.events.StreamType;
import dev.latchkey.kernel.eventstore.EventLog;
import dev.latchkey.kernel.eventstore.LogPage;
import dev.latchkey.kernel.eventstore.LogPosition;
import dev.latchkey.tracing.Tracing;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
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
    /** How soon an event that another instance stored is seen. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    /** Folds the commits of a busy moment into one batch: a page costs two transactions and a request to Kafka. */
    private static final Duration PACE = Duration.ofMillis(50);
    /** An instance that goes on extends its claim several times before another may take it over. */
    private static final int EXTENSIONS_PER_CLAIM = 3;

    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final EventLog eventLog;
    private final RelayPosition positions;
    private final Envelope envelope;
    private final Set<StreamType> owned;
    private final Topics topics;
    private final RelayProducers producers;
    private final Tracing tracing;
    private final Signal wakeUp;
    private final Signal stopped = new Signal();
    private final Worker worker = new Worker("relay", this::work);
    private volatile RelayState state = RelayState.STANDBY;
    private volatile boolean running;
    private long extendedAt;

    Relay(
            EventLog eventLog,
            RelayPosition positions,
            Envelope envelope,
            Set<StreamType> owned,
            Topics topics,
            RelayProducers producers,
            Tracing tracing,
            Signal wakeUp) {
        this.eventLog = eventLog;
        this.positions = positions;
        this.envelope = envelope;
        this.owned = Set.copyOf(owned);
        this.topics = topics;
        this.producers = producers;
        this.tracing = tracing;
        this.wakeUp = wakeUp;
    }

    /** What it does at the moment. */
    RelayState state() {
        return state;
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
        wakeUp.raise();
        worker.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Goes on whatever happens: a thread that dies would leave everything behind it unsent and nobody would notice. */
    private void work() {
        while (running) {
            try {
                relayWhileClaimed();
            } catch (InterruptedException | CancellationException stopping) {
                return;
            } catch (ClaimLostException lost) {
                log.info("{}", lost.getMessage());
            } catch (RuntimeException | TimeoutException | Error problem) {
                state = RelayState.RETRYING;
                log.warn("the relay to Kafka starts again: {}", problem.toString());
            }
            stopped.await(BACK_OFF);
        }
    }

    private void relayWhileClaimed() throws InterruptedException, TimeoutException {
        Optional<LogPosition> claimed = positions.claim();
        if (claimed.isEmpty()) {
            state = RelayState.STANDBY;
            return;
        }
        extendedAt = System.nanoTime();
        try {
            topics.create(owned);
            try (RelayProducer producer = producers.open()) {
                state = RelayState.RELAYING;
                relayFrom(claimed.get(), new Delivery(producer.kafka(), envelope, tracing));
            }
        } finally {
            Worker.undisturbed(positions::release);
        }
    }

    private void relayFrom(LogPosition start, Delivery delivery) throws InterruptedException {
        EventLog.Reader reader = eventLog.reader();
        LogPosition position = start;
        while (running) {
            LogPage page = reader.after(position);
            extendIfDue();
            if (page.isEmpty()) {
                wakeUp.await(POLL_INTERVAL);
                continue;
            }
            delivery.deliver(page, this::keepWaiting);
            position = positions.advance(position, page);
            extendedAt = System.nanoTime();
            state = RelayState.RELAYING;
            stopped.await(PACE);
        }
    }

    /** Kafka does not confirm: the claim is kept, because nobody else could do better. */
    private void keepWaiting() {
        state = RelayState.RETRYING;
        if (!running) {
            throw new CancellationException("the service stops");
        }
        extendIfDue();
    }

    private void extendIfDue() {
        long interval = positions.limit().dividedBy(EXTENSIONS_PER_CLAIM).toNanos();
        if (System.nanoTime() - extendedAt >= interval) {
            positions.extend();
            extendedAt = System.nanoTime();
        }
    }
}
