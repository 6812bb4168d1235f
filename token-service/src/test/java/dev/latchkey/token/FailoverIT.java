package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.embedded.BoundedLog;
import dev.latchkey.embedded.EmbeddedPostgres;
import dev.latchkey.embedded.FreePorts;
import dev.latchkey.embedded.PostgresBootstrap;
import dev.latchkey.embedded.PostgresServer;
import dev.latchkey.embedded.PostgresSettings;
import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.testing.TemporaryFolder;
import dev.latchkey.testing.TestDatabase;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The primary dies and a synchronous standby takes its place: what somebody was told holds, and people go on signing in. */
class FailoverIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NAME = "latchkey";
    private static final String PASSWORD = "superuser-password";

    private final TemporaryFolder folder = TemporaryFolder.create();
    private EmbeddedPostgres primary;
    private EmbeddedPostgres standby;

    @BeforeEach
    void start() throws Exception {
        primary = EmbeddedPostgres.start(settings("primary"));
        PostgresBootstrap.withPasswords(PostgresBootstrap.ROLES.stream()
                        .collect(Collectors.toMap(Function.identity(), role -> role + "-password")))
                .prepare(primary.server(), NAME);
        copyWhileItRuns();
        standby = EmbeddedPostgres.start(settings("standby"));
        execute(primary.server(), "ALTER SYSTEM SET synchronous_standby_names = '*'");
        execute(primary.server(), "SELECT pg_reload_conf()");
        await().atMost(LIMIT)
                .until(() -> "sync".equals(ask(primary.server(), "SELECT sync_state FROM pg_stat_replication")));
    }

    @AfterEach
    void stop() {
        standby.close();
        primary.close();
        folder.close();
    }

    @Test
    void nothingIsForgottenThatWasAnswered() throws Exception {
        TestDatabase database = new TestDatabase(primary.server(), NAME);
        String url = "jdbc:postgresql://localhost:%d,localhost:%d/%s?targetServerType=primary"
                .formatted(primary.server().port(), standby.server().port(), NAME);
        try (ServiceInstance instance =
                ServiceInstance.on(database, Clock.tickMillis(ZoneOffset.UTC), Map.of("spring.datasource.url", url))) {
            TestCeremonies ceremonies = new TestCeremonies(instance.bean(SealedTickets.class));
            SoftwareAuthenticator authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
            TestAnswers.assertSignedIn(instance.endpoint()
                    .post(ceremonies.request(ceremonies.signup(UUID.randomUUID() + "@example.com"), authenticator)));
            Session session = ceremonies.login();
            ObjectNode request = ceremonies.request(session, authenticator);
            TestAnswers.assertSignedIn(instance.endpoint().post(request));

            killPrimary();
            execute(standby.server(), "SELECT pg_promote()");
            await().atMost(LIMIT).until(() -> isReady(instance));

            TestAnswers.assertRefused(instance.endpoint().post(request));
            assertThat(ask(
                            standby.server(),
                            "SELECT string_agg(event_name, ' ' ORDER BY sequence_number) FROM token.domain_event"
                                    + " WHERE stream_id = '" + session.id() + "'"))
                    .isEqualTo("auth-session-redeemed auth-session-rejected");
            TestAnswers.assertSignedIn(instance.endpoint().post(ceremonies.request(ceremonies.login(), authenticator)));
        }
    }

    private static boolean isReady(ServiceInstance instance) {
        Answer readiness = instance.management().get("/actuator/health/readiness");
        return readiness.status() == 200;
    }

    /** As when its machine dies: no process of it says good-bye. */
    private void killPrimary() throws Exception {
        ProcessHandle server = ProcessHandle.of(primary.pid()).orElseThrow();
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
        server.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private PostgresSettings settings(String name) {
        Path own = folder.path().resolve(name);
        return PostgresSettings.kept(
                own.resolve("data"),
                FreePorts.any(),
                PASSWORD,
                new BoundedLog(folder.path().resolve(name + ".log")));
    }

    /** PostgreSQL's low-level backup: what changes meanwhile is made good from the log, which the standby streams. */
    private void copyWhileItRuns() throws Exception {
        Path original = folder.path().resolve("primary/data");
        Path copy = folder.path().resolve("standby/data");
        Files.createDirectories(copy.getParent());
        String label;
        try (Connection connection = primary.server().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('standby', true)");
            run("cp", "-a", original.toString(), copy.toString());
            try (ResultSet end = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                end.next();
                label = end.getString(1);
            }
        }
        Files.delete(copy.resolve("postmaster.pid"));
        Files.writeString(copy.resolve("backup_label"), label);
        Files.writeString(copy.resolve("standby.signal"), "");
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres password=%s'%n"
                        .formatted(primary.server().port(), PASSWORD),
                StandardOpenOption.APPEND);
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect(NAME);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect(NAME);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
