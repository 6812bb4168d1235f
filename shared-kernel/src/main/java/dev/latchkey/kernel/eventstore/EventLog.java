package dev.latchkey.kernel.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the whole store in its order and passes no fact by, although transactions commit in another order than they took
 * their indexes.
 *
 * <p>An index that is missing below a visible one is a gap: its transaction still runs or was rolled back. A gap is closed
 * when every transaction that could fill it has ended, which PostgreSQL knows; no clock has a say in it.
 */
public final class EventLog {

    /**
     * One statement, so one snapshot: where a fact is visible all earlier ones of its stream are. Each branch is limited,
     * so that a long backlog is not sorted for every page, and
     * the gaps' branch begins at the first gap: without that bound the whole store would be walked to find nothing.
     */
    private static final String NEXT_PAGE = """
            SELECT * FROM (
                (SELECT event.* FROM unnest(CAST(:gaps AS int8multirange)) AS gap
                    JOIN domain_event AS event ON event.global_index >= lower(gap) AND event.global_index < upper(gap)
                    WHERE event.global_index BETWEEN lower(CAST(:gaps AS int8multirange)) AND :lastIndex
                    ORDER BY event.global_index LIMIT :limit)
                UNION ALL
                (SELECT * FROM domain_event WHERE global_index > :lastIndex ORDER BY global_index LIMIT :limit)
            ) AS event
            ORDER BY global_index LIMIT :limit
            """;

    private static final String REMAINING = """
            SELECT CAST(CAST(:decided AS int8multirange)
                - (SELECT coalesce(range_agg(int8range(seen, seen, '[]')), '{}') FROM unnest(:seen) AS seen) AS text)
            """;

    private static final int PAGE_SIZE = 512;

    private final JdbcClient jdbc;

    public EventLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A reader of its own; one reader is used by one thread. */
    public Reader reader() {
        return new Reader(new GapWatch(jdbc));
    }

    /** Reads page after page and remembers which transactions it has to wait for. */
    public final class Reader {

        private final GapWatch gaps;

        private Reader(GapWatch gaps) {
            this.gaps = gaps;
        }

        /** The facts that follow a position. */
        public LogPage after(LogPosition position) {
            // Before the page is read: what a transaction stored that has ended by now is visible in it.
            String decided = gaps.decidedOf(position);
            List<StoredEvent> events = read(position);
            boolean hasAllGaps = events.size() < PAGE_SIZE || events.getLast().index() > position.lastIndex();
            return new LogPage(events, hasAllGaps ? without(events, decided) : LogPosition.NO_GAPS);
        }
    }

    /** Those of the decided gaps that stay gaps: some are decided by what was stored in them. */
    private String without(List<StoredEvent> events, String decided) {
        return LogPosition.NO_GAPS.equals(decided)
                ? decided
                : jdbc.sql(REMAINING)
                        .param("decided", decided)
                        .param("seen", events.stream().map(StoredEvent::index).toArray(Long[]::new))
                        .query(String.class)
                        .single();
    }

    private List<StoredEvent> read(LogPosition position) {
        return jdbc.sql(NEXT_PAGE)
                .param("gaps", position.gaps())
                .param("lastIndex", position.lastIndex())
                .param("limit", PAGE_SIZE)
                .query((row, number) -> eventOf(row))
                .list();
    }

    static StoredEvent eventOf(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong("global_index"),
                row.getString("event_id"),
                row.getString("stream_type"),
                row.getString("stream_id"),
                row.getLong("sequence_number"),
                row.getString("event_name"),
                row.getString("event_revision"),
                Instant.parse(row.getString("recorded_at")),
                row.getBytes("payload"),
                row.getBytes("metadata"));
    }
}
