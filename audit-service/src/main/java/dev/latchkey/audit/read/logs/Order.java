package dev.latchkey.audit.read.logs;

/** In which order logs are shown. */
enum Order {
    NEWEST_FIRST("time DESC, position DESC, part DESC"),
    OLDEST_FIRST("time, position, part"),
    NEWEST_ENTRY_FIRST("position DESC, part DESC"),
    OLDEST_ENTRY_FIRST("position, part");

    private final String sql;

    Order(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
