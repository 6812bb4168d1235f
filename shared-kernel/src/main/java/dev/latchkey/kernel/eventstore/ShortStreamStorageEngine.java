package dev.latchkey.kernel.eventstore;

import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;

/**
 * Axon's JDBC engine for streams of a few events: it looks for no snapshot and does not ask a second time whether a
 * stream that filled no batch has ended. One SELECT a load instead of three.
 */
final class ShortStreamStorageEngine extends JdbcEventStorageEngine {

    ShortStreamStorageEngine(Builder builder) {
        super(builder);
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return Stream.empty();
    }

    @Override
    protected boolean fetchForAggregateUntilEmpty() {
        return false;
    }
}
