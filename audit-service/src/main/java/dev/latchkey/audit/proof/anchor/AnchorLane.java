package dev.latchkey.audit.proof.anchor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The thread that serves one place outside; whether that place is slow or away, nobody else waits for it. */
final class AnchorLane {

    private static final Logger log = LoggerFactory.getLogger(AnchorLane.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final TreeHeadAnchor anchor;
    private final Anchoring anchoring;
    private final Duration interval;
    private final Counter failures;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    private volatile long behind;
    private int failuresInARow;

    AnchorLane(TreeHeadAnchor anchor, Anchoring anchoring, Duration interval, MeterRegistry meters) {
        this.anchor = anchor;
        this.anchoring = anchoring;
        this.interval = interval;
        this.failures = Counter.builder("latchkey.tree.head.anchor.failures")
                .description("records that a place outside did not take")
                .tag("anchor", anchor.name())
                .register(meters);
        Gauge.builder("latchkey.tree.head.anchor.behind", this, lane -> lane.behind)
                .description("tree heads that a place outside does not have yet")
                .tag("anchor", anchor.name())
                .register(meters);
        this.thread =
                Thread.ofPlatform().name("anchor-" + anchor.name()).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped.countDown();
        try {
            if (!thread.join(STOP_LIMIT)) {
                thread.interrupt();
            }
        } catch (InterruptedException hurry) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = step();
            }
        } catch (InterruptedException end) {
            log.debug("the anchor {} ends", anchor.name());
        }
    }

    /** How long to wait before the next. */
    private Duration step() {
        try {
            boolean more = anchoring.next(anchor);
            succeeded();
            behind = more ? behind : 0;
            return more ? Duration.ZERO : interval;
        } catch (AnchoringFailedException
                | DataAccessException
                | TransactionException
                | IllegalStateException failure) {
            return failed(failure);
        }
    }

    private void succeeded() {
        if (failuresInARow > 0) {
            log.info("the anchor {} takes tree heads again", anchor.name());
        }
        failuresInARow = 0;
    }

    private Duration failed(RuntimeException failure) {
        failures.increment();
        if (failuresInARow++ == 0) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            log.warn(
                    "the anchor {} did not take a tree head, which is tried again: {}",
                    anchor.name(),
                    cause.toString());
        }
        measure();
        Duration pause = Duration.ofSeconds(1L << Math.min(failuresInARow, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void measure() {
        try {
            behind = anchoring.behind(anchor);
        } catch (DataAccessException | TransactionException away) {
            log.debug("nobody can say how far the anchor {} is behind", anchor.name());
        }
    }
}
