package dev.latchkey.standalone.supervision;

import dev.latchkey.embedded.BoundedLog;
import dev.latchkey.standalone.terminal.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/** The life of a child process that says by itself when it is ready. */
final class ProcessLife implements Life {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(35);

    private final String name;
    private final Process process;
    private final LongPredicate isReady;
    private final BoundedLog log;

    /**
     * @param isReady asked again and again with the pid until it says yes
     */
    ProcessLife(String name, Process process, LongPredicate isReady, BoundedLog log) {
        this.name = name;
        this.process = process;
        this.isReady = isReady;
        this.log = log;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void awaitReady(Duration limit) {
        Instant end = Instant.now().plus(limit);
        while (!isReady.test(process.pid())) {
            if (diedWithin(POLL)) {
                throw failure("ended with exit code %d before it was ready".formatted(process.exitValue()));
            }
            if (Instant.now().isAfter(end)) {
                throw failure("was not ready after %d seconds".formatted(limit.toSeconds()));
            }
        }
    }

    @Override
    public CompletableFuture<String> end() {
        return process.onExit().thenApply(ended -> "ended with exit code " + ended.exitValue());
    }

    @Override
    public void stop() {
        process.destroy();
        if (!diedWithin(STOP_LIMIT)) {
            process.destroyForcibly();
            diedWithin(STOP_LIMIT);
        }
    }

    private boolean diedWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Trouble failure(String what) {
        log.awaitEnd();
        return Trouble.failed(
                "%s %s. The end of %s:%n%s".formatted(name, what, log.file(), String.join("\n", log.tail(25))));
    }
}
