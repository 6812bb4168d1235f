package dev.latchkey.standalone.supervision;

import dev.latchkey.standalone.terminal.Terminal;
import dev.latchkey.standalone.terminal.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A part of the suite. Once it has been ready it is kept alive for as long as it is wanted. */
final class Part {

    static final Duration READY_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

    /** Where a part stands. */
    enum State {
        STOPPED,
        STARTING,
        READY,
        WAITING
    }

    private final String name;
    private final Birth birth;
    private final Consumer<String> news;
    private final Runnable changed;
    private boolean wanted;
    private State state = State.STOPPED;
    private @Nullable Life life;
    private @Nullable Thread keeper;

    /**
     * @param news what is worth a line for the person at the terminal
     * @param changed told whenever the pid or the state is another
     */
    Part(String name, Birth birth, Consumer<String> news, Runnable changed) {
        this.name = name;
        this.birth = birth;
        this.news = news;
        this.changed = changed;
    }

    String name() {
        return name;
    }

    synchronized State state() {
        return state;
    }

    /** The process of the part, 0 when there is none. */
    synchronized long pid() {
        return life == null ? 0 : life.pid();
    }

    /** Starts the part; completed when it is ready, or failed by what ended its first life. */
    synchronized CompletableFuture<Duration> start() {
        CompletableFuture<Duration> ready = new CompletableFuture<>();
        if (state != State.STOPPED) {
            ready.completeExceptionally(Trouble.failed("%s already runs.".formatted(name)));
            return ready;
        }
        state = State.STARTING;
        wanted = true;
        keeper = Thread.ofPlatform().daemon().name("keeper-" + name).start(() -> keepAlive(ready));
        return ready;
    }

    /** Stops the part, which then stays stopped; returns when it is gone. */
    void stop() {
        Life current;
        Thread currentKeeper;
        synchronized (this) {
            wanted = false;
            current = life;
            currentKeeper = keeper;
            notifyAll();
        }
        if (current != null) {
            current.stop();
        }
        if (currentKeeper != null) {
            join(currentKeeper);
        }
    }

    private void keepAlive(CompletableFuture<Duration> ready) {
        Backoff backoff = new Backoff();
        RuntimeException whyNotReady = Trouble.failed("%s was stopped.".formatted(name));
        while (isWanted()) {
            Instant begun = Instant.now();
            String end;
            try {
                end = liveOnce(begun, ready);
            } catch (RuntimeException e) {
                end = "did not start (" + firstLine(e) + ")";
                if (!ready.isDone()) {
                    // Whoever started it is told why, and trying again would not help.
                    whyNotReady = e;
                    break;
                }
            }
            pauseAfter(end, backoff.afterLifeOf(Duration.between(begun, Instant.now())));
        }
        retire();
        ready.completeExceptionally(whyNotReady);
    }

    /** Lives one life and returns how it ended. */
    private String liveOnce(Instant begun, CompletableFuture<Duration> ready) {
        become(State.STARTING, null);
        Life current = birth.begin();
        try {
            become(State.STARTING, current);
            current.awaitReady(READY_LIMIT);
        } catch (RuntimeException e) {
            current.stop();
            throw e;
        }
        become(State.READY, current);
        if (!ready.complete(Duration.between(begun, Instant.now()))) {
            news.accept(name + " is back");
        }
        return current.end().join();
    }

    private void pauseAfter(String end, Duration pause) {
        become(State.WAITING, null);
        if (isWanted()) {
            news.accept("%s %s; it is started again in %s".formatted(name, end, Terminal.seconds(pause)));
            pause(pause);
        }
    }

    private void retire() {
        synchronized (this) {
            wanted = false;
        }
        become(State.STOPPED, null);
    }

    private void become(State next, @Nullable Life current) {
        boolean unwanted;
        synchronized (this) {
            state = next;
            life = current;
            unwanted = !wanted;
        }
        // Outside the lock: whoever is told looks at all parts.
        changed.run();
        if (unwanted && current != null) {
            current.stop();
        }
    }

    private synchronized boolean isWanted() {
        return wanted;
    }

    private synchronized void pause(Duration pause) {
        long until = System.nanoTime() + pause.toNanos();
        try {
            for (long left = pause.toNanos(); wanted && left > 0; left = until - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wanted = false;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(STOP_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Waits for a start to be done; what went wrong comes out as it is. */
    static Duration await(CompletableFuture<Duration> ready) {
        try {
            return ready.get(READY_LIMIT.toSeconds() + 30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw Trouble.failed("A part of the suite did not become ready in time.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Trouble.failed("Interrupted while the suite was starting.");
        }
    }
}
