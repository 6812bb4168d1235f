package dev.latchkey.kernel.eventstore;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts facts back into a store that was set back to a backup, each at the position that it had, in the caller's transaction;
 * nobody else writes meanwhile.
 */
public final class ReturnedFacts {

    private static final int PAGE_SIZE = 512;

    private static final String INSERT = """
            INSERT INTO domain_event (global_index, event_id, stream_id, sequence_number, stream_type, recorded_at,
                event_name, event_revision, payload, metadata)
            OVERRIDING SYSTEM VALUE VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String OTHERS = """
            SELECT told.position FROM unnest(CAST(:positions AS bigint[]), CAST(:ids AS text[])) AS told (position, id)
            LEFT JOIN domain_event AS event ON event.global_index = told.position
            WHERE event.event_id IS DISTINCT FROM told.id ORDER BY 1 LIMIT 1
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final List<Long> returned = new ArrayList<>();

    public ReturnedFacts(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Keeps every writer away, and takes this transaction as long as it needs. */
    public void begin() {
        List.of("transaction_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
                .forEach(limit -> jdbc.sql("SET LOCAL " + limit + " = 0").update());
        jdbc.sql("LOCK TABLE domain_event IN EXCLUSIVE MODE").update();
    }

    /** When the last of the facts that the store has was recorded; empty when it has none. */
    public Optional<Instant> lastRecordedAt() {
        return jdbc.sql("SELECT recorded_at FROM domain_event ORDER BY global_index DESC LIMIT 1")
                .query(String.class)
                .optional()
                .map(Instant::parse);
    }

    /**
     * Adds those that are missing.
     *
     * @throws IllegalStateException when a position, or a place in a stream, holds another fact: then the store has gone on
     *     after it was set back
     */
    public void add(List<StoredEvent> facts) {
        if (facts.isEmpty()) {
            return;
        }
        int[][] counts = batches.batchUpdate(INSERT, facts, PAGE_SIZE, ReturnedFacts::set);
        int fact = 0;
        for (int[] page : counts) {
            for (int count : page) {
                if (count == 1) {
                    returned.add(facts.get(fact).index());
                }
                fact++;
            }
        }
        refuseOthers(facts);
    }

    private void refuseOthers(List<StoredEvent> facts) {
        jdbc.sql(OTHERS)
                .param("positions", facts.stream().map(StoredEvent::index).toArray(Long[]::new))
                .param("ids", facts.stream().map(StoredEvent::eventId).toArray(String[]::new))
                .query(Long.class)
                .optional()
                .ifPresent(position -> {
                    throw new IllegalStateException(
                            "the store has written other facts since it was set back, the first at position "
                                    + position);
                });
    }

    /** What is written from now on stands behind everything that was ever told. */
    public void continueBehind(long lastTold) {
        jdbc.sql("""
                        SELECT setval(pg_get_serial_sequence('domain_event', 'global_index'), greatest(
                            :lastTold, 1, (SELECT max(global_index) FROM domain_event),
                            (SELECT last_value FROM pg_sequences WHERE schemaname = current_schema()
                                AND sequencename = 'domain_event_global_index_seq')))
                        """).param("lastTold", lastTold).query(Long.class).single();
    }

    /** How many were put back. */
    public int count() {
        return returned.size();
    }

    /** Each that was put back, in the order of the store. */
    public void forEach(Consumer<StoredEvent> action) {
        List<Long> sorted = returned.stream().sorted().toList();
        for (int from = 0; from < sorted.size(); from += PAGE_SIZE) {
            List<Long> page = sorted.subList(from, Math.min(sorted.size(), from + PAGE_SIZE));
            jdbc.sql("SELECT * FROM domain_event WHERE global_index = ANY(:page) ORDER BY global_index")
                    .param("page", page.toArray(Long[]::new))
                    .query((row, number) -> EventLog.eventOf(row))
                    .list()
                    .forEach(action);
        }
    }

    private static void set(PreparedStatement row, StoredEvent fact) throws SQLException {
        row.setLong(1, fact.index());
        row.setString(2, fact.eventId());
        row.setString(3, fact.streamId());
        row.setLong(4, fact.sequence());
        row.setString(5, fact.streamType());
        row.setString(6, fact.recordedAt().toString());
        row.setString(7, fact.name());
        row.setString(8, fact.revision());
        row.setBytes(9, fact.payload());
        row.setBytes(10, fact.metadata());
    }
}
