package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.kernel.migration.MigrateCommand;
import dev.latchkey.testing.Backends;
import dev.latchkey.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The schema of this service is made by a step of its own, with no tenant, no keys and no Kafka. */
class MigrationIT {

    @Test
    void needsNothingButTheDatabase() throws SQLException {
        TestDatabase database = Backends.shared().newDatabase();

        assertThat(migrate(database)).isZero();

        int migrations = count(database, "token", "flyway_schema_history");
        assertThat(migrations).isPositive();
        // The others show personal data: token-service lets them read its keys, and so goes first.
        for (String reader : List.of("registration", "authentication", "audit")) {
            assertThat(count(database, reader, "vault.person_key")).isZero();
        }
        assertThat(migrate(database)).isZero();
        assertThat(count(database, "token", "flyway_schema_history")).isEqualTo(migrations);
    }

    private static int migrate(TestDatabase database) {
        return MigrateCommand.run(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.password=" + database.password("token"));
    }

    private static int count(TestDatabase database, String role, String table) throws SQLException {
        try (Connection connection = database.connectAs(role);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
