package dev.latchkey.kernel.messaging;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One background thread that can be started, ended in bounded time and started again. */
final class Worker {

    /** Long enough to finish what is begun. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private static final Duration INTERRUPTED_LIMIT = Duration.ofSeconds(1);

    private final String name;
    private final Runnable work;
    private @Nullable Thread thread;

    Worker(String name, Runnable work) {
        this.name = name;
        this.work = work;
    }

    synchronized void start() {
        if (thread == null || !thread.isAlive()) {
            thread = Thread.ofPlatform().name(name).daemon().start(work);
        }
    }

    /** Waits for the end of the work, which must have been asked for; what does not end in time is interrupted. */
    synchronized void stop() {
        if (thread == null) {
            return;
        }
        try {
            if (!thread.join(STOP_LIMIT)) {
                thread.interrupt();
                thread.join(INTERRUPTED_LIMIT);
            }
        } catch (InterruptedException hurry) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    /** Runs an action of a worker's own thread to its end although that thread was interrupted. */
    static void undisturbed(Runnable action) {
        boolean interrupted = Thread.interrupted();
        try {
            action.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
