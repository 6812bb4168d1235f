package dev.latchkey.kernel.messaging;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the writers of a projection's tables: of those that are read and of those that a rebuild fills. */
final class ProjectionWriters {

    private final FeedPositions positions;
    private final DeadLetters deadLetters;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;

    ProjectionWriters(
            FeedPositions positions, DeadLetters deadLetters, TransactionTemplate transactions, JdbcClient jdbc) {
        this.positions = positions;
        this.deadLetters = deadLetters;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    ProjectionWriter live(Projection projection) {
        return of(projection, ProjectionPlace.LIVE);
    }

    ProjectionWriter next(Projection projection) {
        return of(projection, ProjectionPlace.NEXT);
    }

    private ProjectionWriter of(Projection projection, ProjectionPlace place) {
        return new ProjectionWriter(projection, place, positions, deadLetters, transactions, jdbc);
    }
}
