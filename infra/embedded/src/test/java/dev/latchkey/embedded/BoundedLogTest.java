package dev.latchkey.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {

    private static final long LIMIT_BYTES = 8L << 20;

    @TempDir
    Path folder;

    @Test
    void neverGrowsBeyondItsLimitAndKeepsTheEnd() throws Exception {
        BoundedLog log = new BoundedLog(folder.resolve("talkative.log"));

        runToEnd(log, "head -c 20000000 /dev/zero | tr '\\0' 'x'; echo; echo the end");

        assertThat(Files.size(log.file())).isLessThan(LIMIT_BYTES + 10_000);
        assertThat(Files.size(folder.resolve("talkative.log.1"))).isBetween(LIMIT_BYTES, LIMIT_BYTES + 10_000);
        assertThat(log.tail(1)).containsExactly("the end");
    }

    @Test
    void showsCausesButNoStackFrames() throws Exception {
        BoundedLog log = new BoundedLog(folder.resolve("failed.log"));

        runToEnd(log, "printf 'Caused by: it is wrong\\n\\tat a.B.c(B.java:1)\\n\\t... 3 common frames omitted\\n'");

        assertThat(log.tail(5)).containsExactly("Caused by: it is wrong");
    }

    @Test
    void hasNoTailBeforeAnythingWasSaid() {
        assertThat(new BoundedLog(folder.resolve("silent.log")).tail(5)).isEmpty();
    }

    private static void runToEnd(BoundedLog log, String script) throws Exception {
        Process process = ChildProcesses.start(List.of("sh", "-c", script), Map.of(), "TERM", log);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        log.awaitEnd();
    }
}
