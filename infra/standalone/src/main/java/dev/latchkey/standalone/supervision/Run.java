package dev.latchkey.standalone.supervision;

import dev.latchkey.embedded.FreePorts;
import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.data.DataLock;
import dev.latchkey.standalone.data.Secrets;
import dev.latchkey.standalone.data.TenantFile;
import dev.latchkey.standalone.terminal.Terminal;
import dev.latchkey.standalone.terminal.Terminal.Colour;
import dev.latchkey.standalone.terminal.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The command {@code run}: the suite from its start until somebody interrupts it. */
public final class Run {

    private final Path home;
    private final DataFolder folder;
    private final int port;
    private final String hint;
    private final Terminal terminal;

    /**
     * @param home the folder of the project
     * @param hint what to add to other commands so that they find this suite, or nothing
     */
    public Run(Path home, DataFolder folder, int port, String hint, Terminal terminal) {
        this.home = home;
        this.folder = folder;
        this.port = port;
        this.hint = hint;
        this.terminal = terminal;
    }

    /** Does not return unless the suite does not come up. */
    public void untilInterrupted(RunOptions options) {
        requireJars();
        DataLock lock = DataLock.take(folder.ensure());
        requireFreePort();
        Leftovers.end(folder);
        SupervisorLog.open(folder.logs().resolve("supervisor-%g.log"));
        Secrets secrets = Secrets.ensure(folder);
        TenantFile.ensure(folder, secrets, port);
        Suite suite = new Suite(home, folder, secrets, Ports.choose(port), options, terminal);
        Thread stop = new Thread(() -> stop(suite, lock), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            start(suite);
        } catch (RuntimeException e) {
            if (!suite.isStopping()) {
                throw e;
            }
            // Interrupted while starting: the hook is ending everything.
        }
        await();
    }

    private void requireFreePort() {
        if (!FreePorts.isFree(port)) {
            throw Trouble.failed(
                    "Port %d is taken by another program. Stop that program, or choose another port: ./latchkey run --port %d"
                            .formatted(port, FreePorts.preferring(port + 1)));
        }
    }

    private void requireJars() {
        for (String service :
                List.of("token-service", "registration-service", "authentication-service", "audit-service")) {
            ServiceJars.require(home, service);
        }
    }

    private void start(Suite suite) {
        Instant begun = Instant.now();
        terminal.say(terminal.in(Colour.BOLD, "Latchkey is starting"));
        suite.start();
        Duration took = Duration.between(begun, Instant.now());
        new Welcome(terminal, suite, folder, hint).say(took);
    }

    private void stop(Suite suite, DataLock lock) {
        Instant begun = Instant.now();
        terminal.say();
        terminal.say("Latchkey is stopping");
        suite.stop();
        lock.close();
        terminal.say("Stopped (%s). What is kept is in %s"
                .formatted(Terminal.seconds(Duration.between(begun, Instant.now())), folder.path()));
    }

    private static void await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
