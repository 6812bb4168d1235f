package dev.latchkey.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.kernel.migration.MigrateCommand;
import dev.latchkey.testing.Backends;
import dev.latchkey.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The schema of this service is made by a step of its own, with no tenant, no keys and no Kafka. */
class MigrationIT {

    @Test
    void needsNothingButTheDatabase() throws SQLException {
        TestDatabase database = Backends.shared().newDatabase();

        assertThat(migrate(database)).isZero();

        int migrations = count(database, "registration", "flyway_schema_history");
        assertThat(migrations).isPositive();
        assertThat(migrate(database)).isZero();
        assertThat(count(database, "registration", "flyway_schema_history")).isEqualTo(migrations);
    }

    private static int migrate(TestDatabase database) {
        return MigrateCommand.run(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.password=" + database.password("registration"));
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
