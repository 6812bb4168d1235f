package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts child processes that a terminal's Ctrl-C does not reach and that do not outlive this JVM, even when it is killed:
 * the kernel sends them a signal when the thread that started them ends, so one thread that lives as long as the JVM starts them all.
 */
public final class ChildProcesses {

    private static final long QUICK_COMMAND_SECONDS = 10;
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("child-process-starter").factory());

    private ChildProcesses() {}

    /** Starts the command; when this JVM dies it gets {@code deathSignal} (such as TERM), where the platform can do that. */
    public static Process start(
            List<String> command, Map<String, String> environment, String deathSignal, BoundedLog log) {
        List<String> whole = new ArrayList<>(ownSession());
        whole.addAll(diesWithParent(deathSignal));
        whole.addAll(command);
        return startAsGiven(whole, environment, log);
    }

    static Process startAsGiven(List<String> command, Map<String, String> environment, BoundedLog log) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = STARTER.submit(builder::start).get(QUICK_COMMAND_SECONDS, TimeUnit.SECONDS);
            log.follow(process);
            return process;
        } catch (ExecutionException | TimeoutException e) {
            throw new EmbeddedServerException("could not start " + command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted while starting " + command.getFirst(), e);
        }
    }

    /** A session of its own keeps the terminal's signals away. */
    static List<String> ownSession() {
        return isOnPath("setsid") ? List.of("setsid") : List.of();
    }

    static List<String> diesWithParent(String signal) {
        List<String> prefix = List.of("setpriv", "--pdeathsig", signal, "--");
        return isOnPath("setpriv") && succeeds(prefix, "true") ? prefix : List.of();
    }

    static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        for (String folder : path.split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a quick command ends with exit code 0. */
    static boolean succeeds(List<String> prefix, String... command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(QUICK_COMMAND_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
