package dev.latchkey.audit.read.logs.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be asked of a log by name. */
public enum Field {
    CLIENT_ID("client_id"),
    CLIENT_NAME("client_name"),
    CONNECTION("connection"),
    CONNECTION_ID("connection_id"),
    DATE("date"),
    DESCRIPTION("description"),
    HOSTNAME("hostname"),
    IP("ip"),
    LOG_ID("log_id"),
    ORGANIZATION_ID("organization_id"),
    STRATEGY("strategy"),
    STRATEGY_TYPE("strategy_type"),
    TYPE("type"),
    USER_AGENT("user_agent"),
    USER_ID("user_id"),
    USER_NAME("user_name");

    /** Where a word that names no field is looked for. */
    public static final List<Field> BARE = List.of(CLIENT_NAME, CONNECTION, DESCRIPTION, IP, LOG_ID, TYPE, USER_NAME);

    private final String wireName;

    Field(String wireName) {
        this.wireName = wireName;
    }

    /** The name in queries and answers. */
    public String wireName() {
        return wireName;
    }

    static Optional<Field> named(String name) {
        return Arrays.stream(values())
                .filter(field -> field.wireName.equals(name))
                .findFirst();
    }
}
