package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.eventstore.StoreOutages;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Applies records to one projection: effect, position and parked records commit together. */
final class ProjectionWriter {

    private final Projection projection;
    private final FeedPositions positions;
    private final DeadLetters deadLetters;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;

    ProjectionWriter(
            Projection projection,
            FeedPositions positions,
            DeadLetters deadLetters,
            TransactionTemplate transactions,
            JdbcClient jdbc) {
        this.projection = projection;
        this.positions = positions;
        this.deadLetters = deadLetters;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /**
     * Applies the records of one partition in one transaction.
     *
     * @return false when the projection was rebuilt meanwhile and nothing was applied
     */
    boolean apply(long generation, TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            return inTransaction(generation, partition, records, this::take);
        } catch (RuntimeException problem) {
            // One of them may be poison, or all together too much for the time limit of a transaction.
            return applyOneByOne(generation, partition, records);
        }
    }

    private boolean applyOneByOne(
            long generation, TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> one : records) {
            if (!applyOrPark(generation, partition, one)) {
                return false;
            }
        }
        return true;
    }

    private boolean applyOrPark(long generation, TopicPartition partition, ConsumerRecord<byte[], byte[]> one) {
        List<ConsumerRecord<byte[], byte[]>> alone = List.of(one);
        try {
            return inTransaction(generation, partition, alone, this::take);
        } catch (RuntimeException problem) {
            // Waiting helps then, and parking would lose an event.
            if (StoreOutages.isIn(problem)) {
                throw problem;
            }
            return inTransaction(
                    generation, partition, alone, poison -> deadLetters.park(projection.name(), poison, problem));
        }
    }

    private interface Effect {
        void of(ConsumerRecord<byte[], byte[]> received);
    }

    private void take(ConsumerRecord<byte[], byte[]> incoming) {
        projection.on(Envelope.unwrap(incoming));
    }

    private boolean inTransaction(
            long generation, TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, Effect effect) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            // The position must not be newer than a table that a crash of PostgreSQL sets back.
            jdbc.sql("SET LOCAL synchronous_commit = on").update();
            if (positions.holdGeneration(projection.name()) != generation) {
                return false;
            }
            OptionalLong next = positions.next(projection.name(), partition);
            records.stream()
                    .filter(incoming -> next.isEmpty() || incoming.offset() >= next.getAsLong())
                    .forEach(effect::of);
            positions.advance(projection.name(), partition, records.getLast().offset() + 1);
            return true;
        }));
    }
}
