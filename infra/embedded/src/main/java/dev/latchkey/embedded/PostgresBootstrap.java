package dev.latchkey.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes Latchkey's roles and schemas in a database, by the same {@code bootstrap.sql} that an operator runs with psql. */
public final class PostgresBootstrap {

    /** The roles of the services; each owns the schema of its name. */
    public static final List<String> ROLES = List.of("registration", "authentication", "token", "audit");

    private static final Pattern VARIABLE = Pattern.compile(":'([a-z_]+)'");

    private final Map<String, String> variables;

    private PostgresBootstrap(Map<String, String> variables) {
        this.variables = variables;
    }

    /** With a password for each of {@link #ROLES}. */
    public static PostgresBootstrap withPasswords(Map<String, String> passwordByRole) {
        Map<String, String> variables = new LinkedHashMap<>();
        ROLES.forEach(role -> {
            String password = passwordByRole.get(role);
            if (password == null || password.isEmpty()) {
                throw new IllegalArgumentException("no password for the role " + role);
            }
            variables.put(role + "_password", password);
        });
        return new PostgresBootstrap(variables);
    }

    /** Creates the database if it is missing, and in it whatever is missing of roles and schemas; passwords are set anew. */
    public void prepare(PostgresServer server, String database) throws SQLException {
        server.createDatabaseIfMissing(database);
        try (Connection superuser = server.connect(database);
                Statement statement = superuser.createStatement()) {
            statement.execute(substitute(script(), variables));
        }
    }

    /** What psql does with {@code :'name'}: the value as a quoted literal. */
    static String substitute(String script, Map<String, String> variables) {
        return VARIABLE.matcher(script).replaceAll(match -> {
            String value = variables.get(match.group(1));
            if (value == null) {
                throw new IllegalArgumentException("bootstrap.sql wants an unknown variable: " + match.group(1));
            }
            return Matcher.quoteReplacement("'" + value.replace("'", "''") + "'");
        });
    }

    private static String script() {
        try (InputStream in = PostgresBootstrap.class.getResourceAsStream("bootstrap.sql")) {
            if (in == null) {
                throw new EmbeddedServerException("bootstrap.sql is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new EmbeddedServerException("bootstrap.sql is not readable", e);
        }
    }
}
