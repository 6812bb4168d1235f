package dev.latchkey.kernel.recovery;

import dev.latchkey.kernel.eventstore.ReturnedFacts;
import dev.latchkey.kernel.eventstore.StoredEvent;
import dev.latchkey.kernel.messaging.RelayedFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts back what was told to Kafka after the moment a restored backup was made: all of it or, when anything is in the way,
 * nothing. Sessions that were answered stay answered, what was revoked stays revoked, and no position is given twice.
 */
final class Recovery {

    /** A fact on its way to Kafka when the backup was made, and clocks that differ. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private static final String RUNS =
            "SELECT EXISTS (SELECT 1 FROM relay_position WHERE owner IS NOT NULL AND claimed_until > now())";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transactions;
    private final RelayedFacts relayed;
    private final List<BesideFacts> beside;

    Recovery(
            JdbcClient jdbc,
            JdbcTemplate batches,
            TransactionTemplate transactions,
            RelayedFacts relayed,
            List<BesideFacts> beside) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.transactions = transactions;
        this.relayed = relayed;
        this.beside = List.copyOf(beside);
    }

    /**
     * Recovers, and may be repeated.
     *
     * @return how many facts were put back
     * @throws IllegalStateException when an instance of the service runs, or the store has gone on since it was restored
     */
    int recover() {
        return Objects.requireNonNull(transactions.execute(status -> recoverInTransaction()));
    }

    private int recoverInTransaction() {
        if (jdbc.sql(RUNS).query(Boolean.class).single()) {
            throw new IllegalStateException(
                    "an instance of this service runs, or ended a moment ago: stop all of them first");
        }
        ReturnedFacts facts = new ReturnedFacts(jdbc, batches);
        facts.begin();
        Instant from = facts.lastRecordedAt().map(last -> last.minus(MARGIN)).orElse(Instant.EPOCH);
        Told told = new Told(facts);
        relayed.since(from, told);
        facts.continueBehind(told.last);
        facts.forEach(fact -> beside.forEach(each -> each.on(RelayedFacts.read(fact))));
        return facts.count();
    }

    /** Listens, and remembers the last position that was told. */
    private final class Told implements RelayedFacts.Listener {

        private final ReturnedFacts facts;
        private long last;

        private Told(ReturnedFacts facts) {
            this.facts = facts;
        }

        @Override
        public void facts(List<StoredEvent> told) {
            facts.add(told);
            told.forEach(fact -> last = Math.max(last, fact.index()));
        }

        @Override
        public void voidPositions(String positions) {
            last = Math.max(
                    last,
                    jdbc.sql("""
                            SELECT coalesce(max(upper(void)), 1) - 1 FROM unnest(CAST(:positions AS int8multirange)) AS void
                            """)
                            .param("positions", positions)
                            .query(Long.class)
                            .single());
        }
    }
}
