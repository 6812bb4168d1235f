package dev.latchkey.kernel.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How far Kafka is behind the event store, asked of the database: every instance knows it, whether it relays, stands by or
 * finds Kafka away, so that nobody's death hides it.
 *
 * <p>Counts to a limit, because a lag of so many events says all that an alarm has to know.
 */
final class RelayLag {

    static final int MOST_COUNTED = 10_000;

    private static final double UNKNOWN = Double.NaN;
    /** One look serves all meters of one scrape. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final String LOOK = """
            SELECT count(*) AS events, min(recorded_at) AS oldest FROM (
                (SELECT event.recorded_at FROM relay_position
                    JOIN domain_event AS event ON event.global_index > last_index
                    ORDER BY event.global_index LIMIT :most)
                UNION ALL
                (SELECT event.recorded_at FROM relay_position, unnest(gaps) AS gap
                    JOIN domain_event AS event
                        ON event.global_index >= lower(gap) AND event.global_index < upper(gap)
                    LIMIT :most)
            ) AS unconfirmed
            """;

    private record Look(double events, double ageSeconds, long takenAt) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private Look last = new Look(UNKNOWN, UNKNOWN, System.nanoTime() - FRESH.toNanos());

    RelayLag(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Events that Kafka has not confirmed; not a number while the store does not answer. */
    double events() {
        return look().events();
    }

    /** For how long the oldest of them waits; 0 when there is none. */
    double ageSeconds() {
        return look().ageSeconds();
    }

    private synchronized Look look() {
        if (System.nanoTime() - last.takenAt() >= FRESH.toNanos()) {
            last = lookNow();
        }
        return last;
    }

    private Look lookNow() {
        try {
            return transactions.execute(status -> jdbc.sql(LOOK)
                    .param("most", MOST_COUNTED)
                    .query((row, number) ->
                            new Look(row.getLong("events"), ageOf(row.getString("oldest")), System.nanoTime()))
                    .single());
        } catch (DataAccessException | TransactionException storeAway) {
            return new Look(UNKNOWN, UNKNOWN, System.nanoTime());
        }
    }

    private double ageOf(@Nullable String oldest) {
        return oldest == null
                ? 0
                : Math.max(
                        0,
                        Duration.between(Instant.parse(oldest), clock.instant()).toMillis() / 1e3);
    }
}
