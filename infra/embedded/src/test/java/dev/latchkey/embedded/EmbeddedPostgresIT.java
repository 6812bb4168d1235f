package dev.latchkey.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

    private static final Map<String, String> PASSWORDS =
            Map.of("registration", "it's r", "authentication", "a\\b", "token", "t", "audit", "a");

    @TempDir
    Path folder;

    @Test
    void keepsItsDataOverARestartOnAnotherPort() throws SQLException {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(kept("secret"))) {
            sql(first.server(), "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('here')");
        }

        try (EmbeddedPostgres second = EmbeddedPostgres.start(kept("secret"))) {
            assertThat(answer(second.server().connect("postgres"), "SELECT word FROM kept"))
                    .isEqualTo("here");
        }
    }

    @Test
    void isDurableAndAsksForThePasswordWhenItsDataIsKept() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(kept("secret"))) {
            PostgresServer server = postgres.server();

            assertThat(answer(server.connect("postgres"), "SHOW fsync")).isEqualTo("on");
            assertThat(answer(server.connect("postgres"), "SHOW synchronous_commit"))
                    .isEqualTo("on");
            assertThatThrownBy(() ->
                            new PostgresServer(server.host(), server.port(), "postgres", "wrong").connect("postgres"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void endsAnOrphanThatWorksOnTheSameData() throws Exception {
        EmbeddedPostgres orphan = EmbeddedPostgres.start(kept("secret"));
        sql(orphan.server(), "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('here')");

        try (EmbeddedPostgres next = EmbeddedPostgres.start(kept("secret"))) {
            assertThat(orphan.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
            assertThat(answer(next.server().connect("postgres"), "SELECT word FROM kept"))
                    .isEqualTo("here");
        }
    }

    @Test
    void startsAgainAfterItWasKilled() throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.start(kept("secret"));
        sql(killed.server(), "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('here')");
        ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
        killed.onExit().get(10, TimeUnit.SECONDS);

        try (EmbeddedPostgres next = EmbeddedPostgres.start(kept("secret"))) {
            assertThat(answer(next.server().connect("postgres"), "SELECT word FROM kept"))
                    .isEqualTo("here");
        }
    }

    @Test
    void refusesDataOfAnotherVersion() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("PG_VERSION"), "9.6\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(kept("secret")))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("holds data of PostgreSQL 9.6");
    }

    @Test
    void showsTheEndOfTheLogWhenItCannotStart() {
        try (EmbeddedPostgres running = EmbeddedPostgres.start(kept("secret"))) {
            PostgresSettings samePort = PostgresSettings.kept(
                    folder.resolve("other/data"), running.server().port(), "secret", log("other.log"));

            assertThatThrownBy(() -> EmbeddedPostgres.start(samePort))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("could not bind");
        }
    }

    @Test
    void bootstrapGivesEachRoleItsOwnSchemaAndNothingElse() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresSettings.throwaway(folder))) {
            PostgresServer server = postgres.server();
            PostgresBootstrap bootstrap = PostgresBootstrap.withPasswords(PASSWORDS);
            bootstrap.prepare(server, "one");
            bootstrap.prepare(server, "two");
            bootstrap.prepare(server, "two");

            for (String role : PostgresBootstrap.ROLES) {
                assertThat(answer(as(server, "two", role), "SELECT current_schema()"))
                        .isEqualTo(role);
            }
            sql(as(server, "two", "token"), "CREATE TABLE mine (x int)", "CREATE TABLE vault.keys (x int)");
            assertRefused(as(server, "two", "registration"), "SELECT * FROM token.mine");
            assertRefused(as(server, "two", "registration"), "SELECT * FROM vault.keys");
            assertRefused(as(server, "two", "registration"), "CREATE TABLE public.stray (x int)");
            assertRefused(as(server, "two", "registration"), "CREATE SCHEMA stray");
            assertThat(answer(as(server, "one", "token"), "SHOW transaction_timeout"))
                    .isEqualTo("10s");
        }
    }

    private PostgresSettings kept(String password) {
        return PostgresSettings.kept(folder.resolve("data"), FreePorts.any(), password, log("postgres.log"));
    }

    private BoundedLog log(String name) {
        return new BoundedLog(folder.resolve(name));
    }

    private static Connection as(PostgresServer server, String database, String role) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), role, PASSWORDS.get(role));
    }

    private static void assertRefused(Connection connection, String sql) {
        assertThatThrownBy(() -> sql(connection, sql)).hasMessageContaining("permission denied");
    }

    private static void sql(PostgresServer server, String... statements) throws SQLException {
        sql(server.connect("postgres"), statements);
    }

    private static void sql(Connection connection, String... statements) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String answer(Connection connection, String query) throws SQLException {
        try (connection;
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
