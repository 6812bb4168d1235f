package dev.latchkey.kernel.eventstore;

import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds out when a gap will stay one: when every transaction has ended that was writing to the store after the gap had
 * been seen.
 *
 * <p>An insert locks the table before it takes its index, and keeps the lock until its transaction ends.
 */
final class GapWatch {

    private static final String WRITERS = """
            SELECT virtualtransaction FROM pg_locks
            WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
              AND relation = CAST('domain_event' AS regclass)
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;

    private final JdbcClient jdbc;
    private String watched = LogPosition.NO_GAPS;
    private Set<String> writers = Set.of();

    GapWatch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those gaps of a position that are decided: a page read from now on shows their facts, or there are none. */
    String decidedOf(LogPosition position) {
        if (!position.hasGaps()) {
            watched = LogPosition.NO_GAPS;
            return LogPosition.NO_GAPS;
        }
        Set<String> running = runningWriters();
        if (LogPosition.NO_GAPS.equals(watched)) {
            watched = position.gaps();
            writers = running;
        }
        writers.retainAll(running);
        return writers.isEmpty() ? takeWatched() : LogPosition.NO_GAPS;
    }

    /** Younger gaps are watched from the next look on. */
    private String takeWatched() {
        String decided = watched;
        watched = LogPosition.NO_GAPS;
        return decided;
    }

    private Set<String> runningWriters() {
        return new HashSet<>(jdbc.sql(WRITERS).query(String.class).list());
    }
}
