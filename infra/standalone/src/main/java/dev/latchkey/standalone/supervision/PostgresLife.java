package dev.latchkey.standalone.supervision;

import dev.latchkey.embedded.EmbeddedPostgres;
import dev.latchkey.embedded.PostgresBootstrap;
import dev.latchkey.embedded.PostgresSettings;
import dev.latchkey.standalone.terminal.Trouble;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The life of the database server: ready when the suite's database, roles and schemas are there. */
final class PostgresLife implements Life {

    static final String DATABASE = "latchkey";

    private final EmbeddedPostgres postgres;
    private final Map<String, String> passwords;

    private PostgresLife(EmbeddedPostgres postgres, Map<String, String> passwords) {
        this.postgres = postgres;
        this.passwords = passwords;
    }

    static Birth birth(PostgresSettings settings, Map<String, String> passwords) {
        return () -> new PostgresLife(EmbeddedPostgres.start(settings), passwords);
    }

    @Override
    public long pid() {
        return postgres.pid();
    }

    @Override
    public void awaitReady(Duration limit) {
        try {
            PostgresBootstrap.withPasswords(passwords).prepare(postgres.server(), DATABASE);
        } catch (SQLException e) {
            throw Trouble.failed("The database could not be prepared: %s".formatted(e.getMessage()));
        }
    }

    @Override
    public CompletableFuture<String> end() {
        return postgres.onExit().thenApply(process -> "ended with exit code " + process.exitValue());
    }

    @Override
    public void stop() {
        postgres.close();
    }
}
