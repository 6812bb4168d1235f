package dev.latchkey.testing;

import dev.latchkey.embedded.PostgresBootstrap;
import dev.latchkey.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A database of its own for one test or context; several services, or several instances of one, may share it. */
public record TestDatabase(PostgresServer server, String name) {

    /** The same for each database, as roles belong to the whole server. */
    static final Map<String, String> PASSWORDS =
            PostgresBootstrap.ROLES.stream().collect(Collectors.toMap(Function.identity(), role -> role + "-password"));

    public String url() {
        return server.jdbcUrl(name);
    }

    /** The password of a service's role. */
    public String password(String role) {
        String password = PASSWORDS.get(role);
        if (password == null) {
            throw new IllegalArgumentException("no such role: " + role);
        }
        return password;
    }

    /** What the service of this role needs to reach this database and the shared Kafka: for a second instance or a child process. */
    public Map<String, String> properties(String role) {
        return Map.of(
                "spring.datasource.url", url(),
                "spring.datasource.username", role,
                "spring.datasource.password", password(role),
                "latchkey.kafka.bootstrap-servers", Backends.shared().kafkaBootstrapServers());
    }

    public Connection connectAs(String role) throws SQLException {
        return DriverManager.getConnection(url(), role, password(role));
    }

    public Connection connectAsSuperuser() throws SQLException {
        return server.connect(name);
    }
}
