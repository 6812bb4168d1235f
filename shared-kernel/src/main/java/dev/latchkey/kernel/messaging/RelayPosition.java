package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.eventstore.InstanceId;
import dev.latchkey.kernel.eventstore.LogPage;
import dev.latchkey.kernel.eventstore.LogPosition;
import dev.latchkey.kernel.eventstore.StoredEvent;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The relay's position in the event store and its claim on the work, each step in a transaction of its own.
 *
 * <p>A claim is valid for a limited time by the database's clock, so that the instances' clocks need not agree.
 */
final class RelayPosition {

    private static final String RETURNED = " RETURNING last_index, CAST(gaps AS text) AS gaps";
    private static final String CLAIM_UNTIL = "claimed_until = now() + CAST(:limit AS interval)";

    /** A claim much further ahead than any instance claims was made before the clock was set back. */
    private static final String CLAIM = "UPDATE relay_position SET owner = :owner, " + CLAIM_UNTIL + """
             WHERE owner IS NULL OR owner = :owner
                OR claimed_until NOT BETWEEN now() AND now() + 2 * CAST(:limit AS interval)
            """ + RETURNED;

    private static final String EXTEND =
            "UPDATE relay_position SET " + CLAIM_UNTIL + " WHERE owner = :owner" + RETURNED;

    private static final String ADVANCE = "UPDATE relay_position SET " + CLAIM_UNTIL + """
            , last_index = greatest(last_index, :lastIndex)
            , gaps = gaps + int8multirange(int8range(last_index, greatest(last_index, :lastIndex), '(]'))
                - (SELECT coalesce(range_agg(int8range(seen, seen, '[]')), '{}') FROM unnest(:seen) AS seen)
                - CAST(:closed AS int8multirange)
            WHERE owner = :owner
            """ + RETURNED;

    private static final String RELEASE =
            "UPDATE relay_position SET owner = NULL, claimed_until = NULL WHERE owner = :owner";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final InstanceId owner;
    private final Duration limit;

    RelayPosition(JdbcClient jdbc, TransactionTemplate transactions, InstanceId owner, Duration limit) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.owner = owner;
        this.limit = limit;
    }

    /** How long a claim lasts that is not extended. */
    Duration limit() {
        return limit;
    }

    /** Claims the work: where to go on, or nothing when another instance has it. */
    Optional<LogPosition> claim() {
        return update(claiming(CLAIM));
    }

    /**
     * Extends the claim.
     *
     * @throws ClaimLostException when another instance took it over
     */
    void extend() {
        if (update(claiming(EXTEND)).isEmpty()) {
            throw new ClaimLostException();
        }
    }

    /**
     * Moves on behind a page that Kafka confirmed, and extends the claim.
     *
     * @throws ClaimLostException when another instance took it over
     */
    LogPosition advance(LogPosition before, LogPage page) {
        Long[] seen = page.events().stream().map(StoredEvent::index).toArray(Long[]::new);
        long last = seen.length == 0 ? before.lastIndex() : seen[seen.length - 1];
        return update(claiming(ADVANCE)
                        .param("lastIndex", last)
                        .param("seen", seen)
                        .param("closed", page.closedGaps()))
                .orElseThrow(ClaimLostException::new);
    }

    void release() {
        transactions.executeWithoutResult(
                status -> jdbc.sql(RELEASE).param("owner", owner.value()).update());
    }

    private JdbcClient.StatementSpec claiming(String sql) {
        return jdbc.sql(sql).param("owner", owner.value()).param("limit", limit.toString());
    }

    private Optional<LogPosition> update(JdbcClient.StatementSpec statement) {
        return Optional.ofNullable(transactions.execute(status -> statement
                        .query((row, number) -> new LogPosition(row.getLong("last_index"), row.getString("gaps")))
                        .optional()))
                .flatMap(position -> position);
    }
}
