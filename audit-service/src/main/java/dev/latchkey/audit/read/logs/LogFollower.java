package dev.latchkey.audit.read.logs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Lets the logs follow the trail for as long as the service runs. */
@Component
class LogFollower implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LogFollower.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(4);
    private static final Duration BETWEEN_EXPIRIES = Duration.ofMinutes(10);

    private final LogView view;
    private final Clock clock;
    private Instant expiredAt = Instant.EPOCH;
    private volatile boolean wanted;
    private @Nullable Thread thread;

    LogFollower(LogView view, Clock clock, MeterRegistry meters) {
        this.view = view;
        this.clock = clock;
        Gauge.builder("latchkey.logs.lag", view, LogFollower::lag)
                .description("entries of the trail that are not among the tenant logs yet")
                .register(meters);
    }

    private static double lag(LogView view) {
        return view.status().lag();
    }

    @Override
    public synchronized void start() {
        wanted = true;
        thread = Thread.ofPlatform().name("logs").daemon().start(this::follow);
    }

    @Override
    public synchronized void stop() {
        wanted = false;
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(STOP_LIMIT);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void follow() {
        while (wanted) {
            try {
                expire();
                if (!view.catchUp()) {
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException broken) {
                if (!wanted || !pauseAfter(broken)) {
                    return;
                }
            }
        }
    }

    private void expire() {
        if (expiredAt.plus(BETWEEN_EXPIRIES).isBefore(clock.instant())) {
            view.expire();
            expiredAt = clock.instant();
        }
    }

    private static boolean pauseAfter(RuntimeException broken) {
        log.warn("the logs cannot follow the trail now: {}", broken.toString());
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
