package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A real PostgreSQL server as a child process, reachable on the loopback interface by password only. */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    private final PostgresSettings settings;
    private final PostmasterFile postmaster;
    private final Process process;

    private EmbeddedPostgres(PostgresSettings settings, Process process) {
        this.settings = settings;
        this.postmaster = new PostmasterFile(settings.data());
        this.process = process;
    }

    /** Starts the server, on new data when there is none, and returns when it takes connections. */
    public static EmbeddedPostgres start(PostgresSettings settings) {
        Path home = PostgresBinaries.unpacked();
        Path parent = createParent(settings.data());
        return start(settings, home, OrdinaryUser.whoCanRun(home.resolve("bin/postgres"), parent));
    }

    static EmbeddedPostgres start(PostgresSettings settings, Path home, OrdinaryUser user) {
        // A killed parent may have left its server behind, where the platform does not take children along.
        new PostmasterFile(settings.data()).stopServer();
        PostgresData.ensure(home, user, settings);
        EmbeddedPostgres postgres = new EmbeddedPostgres(settings, launch(home, user, settings));
        postgres.awaitReady();
        return postgres;
    }

    public PostgresServer server() {
        return new PostgresServer("localhost", settings.port(), PostgresSettings.SUPERUSER, settings.password());
    }

    public long pid() {
        return postmaster.server().map(ProcessHandle::pid).orElse(process.pid());
    }

    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Stops the server in order; open transactions are rolled back. */
    @Override
    public void close() {
        postmaster.stopServer();
        process.destroy();
    }

    private static Path createParent(Path data) {
        try {
            return Files.createDirectories(data.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new EmbeddedServerException("could not make the folder of " + data + ": " + e.getMessage(), e);
        }
    }

    private static Process launch(Path home, OrdinaryUser user, PostgresSettings settings) {
        List<String> command = new ArrayList<>(ChildProcesses.ownSession());
        command.addAll(user.prefix());
        // After the change of user, which would forget it. INT asks for a fast stop.
        command.addAll(ChildProcesses.diesWithParent("INT"));
        command.add(home.resolve("bin/postgres").toString());
        command.addAll(List.of("-D", settings.data().toAbsolutePath().toString()));
        options(settings).forEach(option -> command.addAll(List.of("-c", option)));
        return ChildProcesses.startAsGiven(command, Map.of("LC_ALL", "C"), settings.log());
    }

    private static List<String> options(PostgresSettings settings) {
        List<String> options = new ArrayList<>(List.of(
                "port=" + settings.port(),
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                // Lost races are ordinary here; no row and no statement belongs into the log.
                "log_min_error_statement=panic",
                "log_error_verbosity=terse",
                "jit=off"));
        options.addAll(settings.durability().options());
        return options;
    }

    private void awaitReady() {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!postmaster.saysReady() || postmaster.server().isEmpty()) {
            if (!process.isAlive() || Instant.now().isAfter(limit)) {
                close();
                throw settings.log().failure("PostgreSQL did not start");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted while PostgreSQL was starting", e);
        }
    }
}
