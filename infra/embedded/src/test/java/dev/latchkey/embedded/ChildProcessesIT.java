package dev.latchkey.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessesIT {

    @TempDir
    Path folder;

    /** Run as a JVM of its own: starts a child, says its pid, and waits to be killed. */
    static final class Parent {
        public static void main(String[] arguments) throws Exception {
            BoundedLog log = new BoundedLog(Path.of(arguments[0]));
            Thread thread = Thread.ofPlatform().start(() -> startChild(log));
            // The thread ends before anybody reads the pid: a child must not mind.
            thread.join();
            Thread.sleep(60_000);
        }

        private static void startChild(BoundedLog log) {
            Process child = ChildProcesses.start(List.of("sleep", "60"), Map.of(), "TERM", log);
            while (child.isAlive() && !child.info().command().orElse("").endsWith("sleep")) {
                Thread.onSpinWait();
            }
            System.out.println(child.pid());
        }
    }

    @Test
    void aChildOutlivesTheThreadThatStartedItButNotTheJvm() throws Exception {
        assumeFalse(ChildProcesses.diesWithParent("TERM").isEmpty(), "this platform does not take children along");
        Process parent = startParent();
        ProcessHandle child;
        try (BufferedReader out = parent.inputReader(StandardCharsets.UTF_8)) {
            child = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            assertThat(parent.isAlive()).isTrue();
            assertThat(child.isAlive()).isTrue();
        } finally {
            parent.destroyForcibly();
        }

        assertThat(child.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void aChildHasASessionOfItsOwn() throws Exception {
        assumeFalse(ChildProcesses.ownSession().isEmpty(), "this platform has no setsid");
        BoundedLog log = new BoundedLog(folder.resolve("child.log"));

        Process child = ChildProcesses.start(List.of("sh", "-c", "ps -o sid= -p $$"), Map.of(), "TERM", log);

        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        log.awaitEnd();
        assertThat(log.tail(1).getFirst().strip()).isEqualTo(Long.toString(child.pid()));
    }

    private Process startParent() throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        return new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        folder.resolve("child.log").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
