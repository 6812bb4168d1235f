package dev.latchkey.kernel.messaging;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; many raises before it looks are one. */
final class Signal {

    private final Semaphore raised = new Semaphore(0);

    void raise() {
        if (raised.availablePermits() == 0) {
            raised.release();
        }
    }

    /** Waits until it is raised or the time is over; an interrupt ends the wait and stays set. */
    void await(Duration limit) {
        try {
            if (raised.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                raised.drainPermits();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
