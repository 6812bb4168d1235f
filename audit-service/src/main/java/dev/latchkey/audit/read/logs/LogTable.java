package dev.latchkey.audit.read.logs;

import dev.latchkey.audit.read.logs.query.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code log}: questions are put to the generation that serves. */
@Component
class LogTable {

    private static final String COLUMNS =
            "position, part, time, kind, client, connection, host, organization, user_id, ip, user_agent, shown";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    LogTable(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.transactions.setReadOnly(true);
    }

    /** Answers one question from one state of the table, planned for its own values. */
    <T> T ask(Supplier<T> question) {
        T answer = transactions.execute(status -> {
            jdbc.sql("SET LOCAL plan_cache_mode = force_custom_plan").update();
            return question.get();
        });
        return Objects.requireNonNull(answer);
    }

    private int serving() {
        return jdbc.sql("SELECT generation FROM log_view WHERE serving")
                .query(Integer.class)
                .single();
    }

    /** A page of what a condition holds for. */
    List<LogRecord> find(Sql condition, Order order, int offset, int limit) {
        List<Object> values = new ArrayList<>();
        values.add(serving());
        values.addAll(condition.values());
        values.add(limit);
        values.add(offset);
        return jdbc.sql("SELECT " + COLUMNS + " FROM log WHERE generation = ? AND " + condition.text() + " ORDER BY "
                        + order.sql() + " LIMIT ? OFFSET ?")
                .params(values)
                .query(LogTable::record)
                .list();
    }

    /** How many a condition holds for, counted to a bound. */
    int count(Sql condition, int most) {
        List<Object> values = new ArrayList<>();
        values.add(serving());
        values.addAll(condition.values());
        values.add(most);
        return jdbc.sql("SELECT count(*) FROM (SELECT 1 FROM log WHERE generation = ? AND " + condition.text()
                        + " LIMIT ?) AS found")
                .params(values)
                .query(Integer.class)
                .single();
    }

    Optional<LogRecord> find(LogId id) {
        return find(LogConditions.is(id), Order.OLDEST_ENTRY_FIRST, 0, 1).stream()
                .findFirst();
    }

    /** What comes behind a log in the order of the trail. */
    List<LogRecord> after(@Nullable LogId id, int limit) {
        Sql condition = id == null ? Sql.TRUE : Sql.of("(position, part) > (?, ?)", id.position(), id.part());
        return find(condition, Order.OLDEST_ENTRY_FIRST, 0, limit);
    }

    /** Adds rows to a generation; what is there already stays as it is. */
    void add(int generation, List<LogRecord> records) {
        records.stream()
                .map(log -> YearMonth.from(log.time().atOffset(ZoneOffset.UTC)))
                .distinct()
                .forEach(month -> makeRoom(generation, month));
        records.forEach(log -> add(generation, log));
    }

    private void add(int generation, LogRecord log) {
        jdbc.sql("""
                        INSERT INTO log (generation, position, part, time, kind, client, connection, host, organization,
                                         user_id, ip, user_agent, shown)
                        VALUES (:generation, :position, :part, :time, :kind, :client, :connection, :host, :organization,
                                :userId, :ip, :userAgent, :shown::jsonb)
                        ON CONFLICT DO NOTHING
                        """)
                .param("generation", generation)
                .param("position", log.id().position())
                .param("part", log.id().part())
                .param("time", Rows.timestamp(log.time()))
                .param("kind", log.kind())
                .param("client", log.client())
                .param("connection", log.connection())
                .param("host", log.host())
                .param("organization", log.organization())
                .param("userId", log.userId())
                .param("ip", log.ip())
                .param("userAgent", log.userAgent())
                .param("shown", log.shown())
                .update();
    }

    private void makeRoom(int generation, YearMonth month) {
        String name =
                "log_" + generation + String.format(Locale.ROOT, "_%04d_%02d", month.getYear(), month.getMonthValue());
        Boolean there = jdbc.sql("SELECT to_regclass(?) IS NOT NULL")
                .param(name)
                .query(Boolean.class)
                .single();
        if (!there) {
            jdbc.sql("CREATE TABLE " + name + " PARTITION OF log_" + generation + " FOR VALUES FROM ('" + start(month)
                            + "') TO ('" + start(month.plusMonths(1)) + "')")
                    .update();
        }
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The months of a generation that hold nothing from this position on. */
    List<String> monthsBefore(int generation, long position) {
        return jdbc.sql("""
                        SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = to_regclass(?)
                        """).param("log_" + generation).query(String.class).list().stream()
                .filter(month -> jdbc.sql("SELECT coalesce(max(position), -1) < ? FROM " + month)
                        .param(position)
                        .query(Boolean.class)
                        .single())
                .toList();
    }

    void drop(String table) {
        jdbc.sql("DROP TABLE IF EXISTS " + table).update();
    }

    void begin(int generation) {
        jdbc.sql("CREATE TABLE log_" + generation + " PARTITION OF log FOR VALUES IN (" + generation
                        + ") PARTITION BY RANGE (time)")
                .update();
    }

    private static LogRecord record(ResultSet row, int number) throws SQLException {
        Instant time = row.getObject("time", OffsetDateTime.class).toInstant();
        return new LogRecord(
                new LogId(row.getLong("position"), row.getInt("part"), time),
                time,
                row.getInt("kind"),
                row.getObject("client", Integer.class),
                row.getObject("connection", Integer.class),
                row.getObject("host", Integer.class),
                row.getObject("organization", Integer.class),
                row.getString("user_id"),
                row.getObject("ip", Long.class),
                row.getObject("user_agent", Long.class),
                row.getString("shown"));
    }
}
