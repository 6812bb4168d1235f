package dev.latchkey.token.extensions;

import dev.latchkey.extension.Extension;
import dev.latchkey.token.extensions.ExtensionProperties.OnFailure;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One extension within its limits: it works in threads of its own, so many and no more, and whoever asks waits no longer than
 * its time limit. One that is stuck keeps its threads and nothing else.
 */
final class Guarded<E extends Extension> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Guarded.class);
    private static final long THREADS_KEPT_SECONDS = 30;

    private final String name;
    private final E extension;
    private final ExtensionProperties properties;
    private final ThreadPoolExecutor threads;

    Guarded(String name, E extension, ExtensionProperties properties) {
        this.name = name;
        this.extension = extension;
        this.properties = properties;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                0, properties.atOnce(), THREADS_KEPT_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    // Platform threads: one that never ends must not hold a carrier of the virtual ones.
                    Thread thread = Thread.ofPlatform()
                            .daemon()
                            .name("extension-%s-%d".formatted(name, number.incrementAndGet()))
                            .unstarted(work);
                    thread.setContextClassLoader(extension.getClass().getClassLoader());
                    return thread;
                });
    }

    String name() {
        return name;
    }

    /** Whether a question without an answer ends in a refusal. */
    boolean refusesWithoutAnswer(OnFailure byDefault) {
        return Objects.requireNonNullElse(properties.onFailure(), byDefault) == OnFailure.REFUSE;
    }

    void start() {
        try {
            extension.start(properties.settings());
        } catch (RuntimeException | LinkageError wrong) {
            throw new InvalidExtensionException("%s does not start: %s".formatted(name, wrong.getMessage()), wrong);
        }
    }

    /** Asks it; what it answers is made in its own thread, and never nothing. */
    <T> Answered<T> ask(Function<E, T> question) {
        Callable<T> work = () -> Objects.requireNonNull(question.apply(extension), "no answer");
        try {
            return await(threads.submit(work));
        } catch (RejectedExecutionException full) {
            return not(Unanswered.BUSY);
        }
    }

    private <T> Answered<T> await(Future<T> answer) {
        try {
            return new Answered.With<>(answer.get(properties.timeLimit().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException tooLong) {
            answer.cancel(true);
            return not(Unanswered.TIMEOUT);
        } catch (ExecutionException thrown) {
            logProblem(thrown.getCause() == null ? thrown : thrown.getCause());
            return new Answered.Not<>(Unanswered.FAILURE);
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return not(Unanswered.FAILURE);
        }
    }

    private <T> Answered<T> not(Unanswered why) {
        log.warn("extension {} gave no answer: {}", name, why.code());
        return new Answered.Not<>(why);
    }

    /** Its message may be about a person; where it comes from is enough to look for it. */
    private void logProblem(Throwable problem) {
        StackTraceElement[] trace = problem.getStackTrace();
        log.warn(
                "extension {} gave no answer: {} at {}",
                name,
                problem.getClass().getName(),
                trace.length == 0 ? "an unknown place" : trace[0]);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            extension.close();
        } catch (RuntimeException | LinkageError problem) {
            logProblem(problem);
        }
    }
}
