package dev.latchkey.kernel.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Backends;
import dev.latchkey.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The step that migrates a schema: what it does beside the version before, beside another one, and when it cannot. */
@ExtendWith(OutputCaptureExtension.class)
class MigrateCommandIT {

    private static final String ROLE = "token";

    private final TestDatabase database = Backends.shared().newDatabase();

    @Test
    void migratesOnceAndFindsNothingToDoAfterwards(CapturedOutput output) throws SQLException {
        assertThat(migrate("older")).isZero();
        assertThat(output).contains("Migrated: 1 new");

        assertThat(migrate("older")).isZero();
        assertThat(output).contains("Migrated: 0 new");
        assertThat(tables()).contains("first_table");
    }

    @Test
    void addsWhatANewerVersionBringsWhateverItsNumber() throws SQLException {
        migrate("older");

        assertThat(migrate("newer")).isZero();

        assertThat(tables()).contains("first_table", "shared_table", "second_table");
    }

    @Test
    void anOlderVersionFindsNothingToDoInANewerSchema() throws SQLException {
        migrate("newer");

        assertThat(migrate("older")).isZero();

        assertThat(tables()).contains("first_table", "shared_table", "second_table");
    }

    @Test
    void takesTheTimeItNeedsWhateverTheTimeLimitsOfTheRole() throws SQLException {
        for (String limit :
                List.of("statement_timeout", "transaction_timeout", "idle_in_transaction_session_timeout")) {
            asSuperuser("ALTER ROLE %s IN DATABASE %s SET %s = '300ms'".formatted(ROLE, database.name(), limit));
        }

        String driversLimit = "spring.datasource.hikari.data-source-properties.socketTimeout";
        System.setProperty(driversLimit, "1");
        try {
            assertThat(migrate("slow")).isZero();
        } finally {
            System.clearProperty(driversLimit);
        }
    }

    @Test
    void twoAtOnceTakeTurns() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> exitCodes = Stream.generate(() -> threads.submit(() -> {
                        together.await();
                        return migrate("slow");
                    }))
                    .limit(2)
                    .toList();

            for (Future<Integer> exitCode : exitCodes) {
                assertThat(exitCode.get()).isZero();
            }
        }
        assertThat(strings("SELECT version FROM token.flyway_schema_history")).containsExactly("1");
    }

    @Test
    void saysInOneLineThatThePasswordIsWrong(CapturedOutput output) {
        assertThat(migrate("older", Map.of("spring.datasource.password", "not-the-password")))
                .isEqualTo(1);

        assertThat(failures(output))
                .containsExactly("Not migrated: FATAL: password authentication failed for user \"token\"");
        assertThat(output).doesNotContain("not-the-password", "\tat ");
    }

    @Test
    void saysInOneLineThatThereIsNoDatabase(CapturedOutput output) {
        assertThat(migrate(
                        "older",
                        Map.of("spring.datasource.url", "jdbc:postgresql://localhost:1/latchkey?password=secret")))
                .isEqualTo(1);

        assertThat(failures(output)).singleElement().asString().contains("Connection", "refused");
        assertThat(output).doesNotContain("secret", "\tat ");
    }

    @Test
    void saysInOneLineWhatIsWrongWithAnAddress(CapturedOutput output) {
        assertThat(migrate("older", Map.of("spring.datasource.url", "postgresql://localhost/latchkey")))
                .isEqualTo(1);

        assertThat(failures(output)).hasSize(1);
        assertThat(output).doesNotContain("\tat ");
    }

    @Test
    void leavesNothingOfAMigrationThatFails(CapturedOutput output) throws SQLException {
        assertThat(migrate("broken")).isEqualTo(1);

        assertThat(failures(output)).singleElement().asString().contains("type \"nothing_known\" does not exist");
        assertThat(output).doesNotContain("\tat ");
        assertThat(tables()).doesNotContain("first_table");
    }

    @Test
    void givesWayToWhoeverHoldsATableLongerThanRequestsMayWait(CapturedOutput output) throws SQLException {
        migrate("older");
        try (Connection other = database.connectAs(ROLE);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SET idle_in_transaction_session_timeout = 0");
            statement.execute("SET transaction_timeout = 0");
            statement.execute("LOCK TABLE first_table IN ACCESS SHARE MODE");

            assertThat(migrate("changing")).isEqualTo(1);
        }
        assertThat(failures(output)).singleElement().asString().contains("lock timeout");

        assertThat(migrate("changing")).isZero();
    }

    private int migrate(String folder) {
        return migrate(folder, Map.of());
    }

    private int migrate(String folder, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(database.properties(ROLE));
        all.put("spring.main.banner-mode", "off");
        all.put("spring.flyway.locations", "classpath:migrations/" + folder);
        // As in each service.
        all.put("spring.flyway.out-of-order", "true");
        all.put("spring.flyway.ignore-migration-patterns", "*:future,*:missing");
        all.putAll(settings);
        return MigrateCommand.run(all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
    }

    private static List<String> failures(CapturedOutput output) {
        return output.toString()
                .lines()
                .filter(line -> line.contains("ERROR") && line.contains("Not migrated"))
                .map(line -> line.substring(line.indexOf("Not migrated")))
                .toList();
    }

    private List<String> tables() throws SQLException {
        return strings("SELECT tablename FROM pg_tables WHERE schemaname = 'token'");
    }

    private List<String> strings(String query) throws SQLException {
        try (Connection connection = database.connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> strings = new ArrayList<>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    private void asSuperuser(String command) throws SQLException {
        try (Connection connection = database.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
