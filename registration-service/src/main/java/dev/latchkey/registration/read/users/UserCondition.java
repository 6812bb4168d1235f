package dev.latchkey.registration.read.users;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** A condition on rows of users, as SQL whose values are parameters. */
record UserCondition(String sql, Map<String, Object> parameters) {

    static final UserCondition ALL = new UserCondition("true", Map.of());

    /** A comparison of this column; the operator is ours, the value a parameter. */
    static UserCondition of(String comparison, String parameter, Object value) {
        return new UserCondition(comparison, Map.of(parameter, value));
    }

    UserCondition negated() {
        // What is not there is not what was asked for, so it is what was not asked for.
        return new UserCondition("NOT coalesce((" + sql + "), false)", parameters);
    }

    static UserCondition joined(String operator, List<UserCondition> parts) {
        Map<String, Object> all = new LinkedHashMap<>();
        parts.forEach(part -> all.putAll(part.parameters()));
        return new UserCondition(
                parts.stream().map(part -> "(" + part.sql() + ")").collect(Collectors.joining(" " + operator + " ")),
                all);
    }

    StatementSpec bind(StatementSpec statement) {
        return statement.params(parameters);
    }
}
