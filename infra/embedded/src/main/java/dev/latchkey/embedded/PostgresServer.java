package dev.latchkey.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Pattern;

/** Where a PostgreSQL server is and how its superuser gets in. */
public record PostgresServer(String host, int port, String superuser, String password) {

    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    /** A connection of the superuser. */
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", superuser);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("ApplicationName", "latchkey-setup");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    public void createDatabaseIfMissing(String database) throws SQLException {
        try (Connection connection = connect("postgres");
                var exists = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            exists.setString(1, database);
            if (!exists.executeQuery().next()) {
                execute(connection, "CREATE DATABASE " + checked(database));
            }
        }
    }

    /** Throws the database away, together with everybody's connections to it. */
    public void dropDatabase(String database) throws SQLException {
        try (Connection connection = connect("postgres")) {
            execute(connection, "DROP DATABASE IF EXISTS " + checked(database) + " WITH (FORCE)");
        }
    }

    @Override
    public String toString() {
        return superuser + "@" + host + ":" + port;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String checked(String name) {
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain database name: " + name);
        }
        return name;
    }
}
