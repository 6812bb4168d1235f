package dev.latchkey.kernel.messaging;

import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Builds projections anew beside those that are read, and puts the new tables in the old ones' place once they have
 * caught up; until then, and if it never comes to that, the old ones serve.
 *
 * <p>The state is in the database: every instance helps, and any of them can finish what another began.
 */
final class Rebuilds {

    private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);

    private static final String BEHIND = """
            SELECT coalesce(sum(greatest(live.next_offset - coalesce(fresh.next_offset, 0), 0)), 0)
            FROM projection_position AS live LEFT JOIN projection_position AS fresh
              ON fresh.projection = :next
             AND fresh.topic = live.topic AND fresh.partition_number = live.partition_number
            WHERE live.projection = :live
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final FeedPositions positions;
    private final DeadLetters deadLetters;
    private final ShadowTables tables;

    Rebuilds(JdbcClient jdbc, TransactionTemplate transactions, FeedPositions positions, DeadLetters deadLetters) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.positions = positions;
        this.deadLetters = deadLetters;
        this.tables = new ShadowTables(jdbc);
    }

    /** Begins, from the start of the topics; one that runs already begins again. */
    void begin(Projection projection) {
        String next = nextOf(projection);
        positions.register(projection.name());
        transactions.executeWithoutResult(status -> {
            positions.lockAll();
            tables.create(projection.tables());
            positions.startNext(projection.name(), next);
            deadLetters.forget(next);
        });
        log.info("projection {} is built anew from the first event", projection.name());
    }

    /** Those of the projections that are being built anew. */
    Collection<Projection> running(Collection<Projection> projections) {
        return projections.stream().filter(this::isRunning).toList();
    }

    /** Whether the projection is being built anew. */
    boolean isRunning(Projection projection) {
        return positions.generation(nextOf(projection)) != FeedPositions.NO_GENERATION;
    }

    /**
     * How many events the new tables have still to take in until they are as far as the old ones; those that the old ones
     * have not taken in do not count.
     */
    long behind(Projection projection) {
        return jdbc.sql(BEHIND)
                .param("live", projection.name())
                .param("next", nextOf(projection))
                .query(Long.class)
                .single();
    }

    /**
     * Puts the new tables in the old ones' place if they have taken in all that the old ones have; nobody reads or feeds
     * them meanwhile, and so nobody sees less than before.
     */
    void finishIfCaughtUp(Projection projection) {
        if (behind(projection) > 0) {
            return;
        }
        boolean done = Boolean.TRUE.equals(transactions.execute(status -> {
            jdbc.sql("SET LOCAL lock_timeout = '2s'").update();
            positions.lockAll();
            String next = nextOf(projection);
            if (!isRunning(projection) || behind(projection) > 0) {
                return false;
            }
            tables.takeOver(projection.tables());
            projection.rebuilt();
            deadLetters.forget(projection.name());
            deadLetters.rename(next, projection.name());
            positions.takeOver(projection.name(), next);
            return true;
        }));
        if (done) {
            log.info("projection {} was built anew and took the old one's place", projection.name());
        }
    }

    private static String nextOf(Projection projection) {
        return ProjectionPlace.NEXT.nameOf(projection.name());
    }
}
