package dev.latchkey.audit.trail;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The parts of the table, one for each month in which something happened. Only who holds the head makes or drops one. */
@Component
final class Months {

    private static final String PREFIX = "entry_";
    private static final String NAME = PREFIX + "%04d_%02d";

    private final JdbcClient jdbc;

    Months(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static YearMonth of(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    /** Makes those that are missing. */
    void ensure(Collection<YearMonth> months) {
        months.stream().distinct().filter(month -> !exists(month)).forEach(this::create);
    }

    /** The months there are, the oldest first. */
    List<YearMonth> all() {
        return jdbc.sql("""
                        SELECT part.relname FROM pg_inherits
                        JOIN pg_class AS part ON part.oid = inhrelid
                        WHERE inhparent = CAST('entry' AS regclass) AND part.relname ~ '^entry_[0-9]{4}_[0-9]{2}$'
                        ORDER BY part.relname
                        """).query(String.class).list().stream()
                .map(name -> YearMonth.parse(name.substring(PREFIX.length()).replace('_', '-')))
                .toList();
    }

    /** The highest position in a month; -1 when it is empty. */
    long lastPositionIn(YearMonth month) {
        return jdbc.sql("SELECT coalesce(max(position), -1) FROM " + nameOf(month))
                .query(Long.class)
                .single();
    }

    void drop(YearMonth month) {
        jdbc.sql("DROP TABLE " + nameOf(month)).update();
    }

    private boolean exists(YearMonth month) {
        return jdbc.sql("SELECT to_regclass(?) IS NOT NULL")
                .param(nameOf(month))
                .query(Boolean.class)
                .single();
    }

    /** Made apart and then attached, because who asks the trail meanwhile need not wait for that. */
    private void create(YearMonth month) {
        jdbc.sql("CREATE TABLE %s (LIKE entry INCLUDING ALL)".formatted(nameOf(month)))
                .update();
        jdbc.sql("ALTER TABLE entry ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
                        .formatted(nameOf(month), startOf(month), startOf(month.plusMonths(1))))
                .update();
    }

    static Instant startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static String nameOf(YearMonth month) {
        return NAME.formatted(month.getYear(), month.getMonthValue());
    }
}
