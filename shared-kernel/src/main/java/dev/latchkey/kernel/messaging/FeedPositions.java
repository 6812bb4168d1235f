package dev.latchkey.kernel.messaging;

import java.util.Collection;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How far each projection has read, beside its tables, so that effect and position commit together.
 *
 * <p>The generation of a projection rises when it is rebuilt; a feed that sees another generation starts again from the
 * positions that are kept then.
 */
final class FeedPositions {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    FeedPositions(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Makes the projection known; harmless when it is. */
    void register(String projection) {
        transactions.executeWithoutResult(
                status -> jdbc.sql("INSERT INTO projection (name) VALUES (?) ON CONFLICT (name) DO NOTHING")
                        .param(projection)
                        .update());
    }

    long generation(String projection) {
        return jdbc.sql("SELECT generation FROM projection WHERE name = ?")
                .param(projection)
                .query(Long.class)
                .single();
    }

    /** The generation, held still until the caller's transaction ends, so that a rebuild waits for it. */
    long holdGeneration(String projection) {
        return jdbc.sql("SELECT generation FROM projection WHERE name = ? FOR SHARE")
                .param(projection)
                .query(Long.class)
                .single();
    }

    /**
     * Starts a new generation without any position.
     *
     * <p>The lock queues fairly with those who hold a generation; waiting for the row alone, a rebuild would never have its
     * turn among several busy feeds.
     */
    void startAgain(String projection) {
        jdbc.sql("LOCK TABLE projection IN EXCLUSIVE MODE").update();
        jdbc.sql("UPDATE projection SET generation = generation + 1 WHERE name = ?")
                .param(projection)
                .update();
        jdbc.sql("DELETE FROM projection_position WHERE projection = ?")
                .param(projection)
                .update();
    }

    /** Forgets how far these partitions were read. */
    void forget(String projection, Collection<TopicPartition> partitions) {
        transactions.executeWithoutResult(status -> partitions.forEach(partition -> jdbc.sql(
                        "DELETE FROM projection_position WHERE projection = ? AND topic = ? AND partition_number = ?")
                .params(projection, partition.topic(), partition.partition())
                .update()));
    }

    /** The offset to read next; empty at the very start. */
    OptionalLong next(String projection, TopicPartition partition) {
        return jdbc.sql("SELECT next_offset FROM projection_position"
                        + " WHERE projection = ? AND topic = ? AND partition_number = ?")
                .params(projection, partition.topic(), partition.partition())
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** Moves on, never back: a feed that lost its partition to another one changes nothing. */
    void advance(String projection, TopicPartition partition, long nextOffset) {
        jdbc.sql("""
                        INSERT INTO projection_position (projection, topic, partition_number, next_offset)
                        VALUES (?, ?, ?, ?)
                        ON CONFLICT (projection, topic, partition_number)
                        DO UPDATE SET next_offset = greatest(projection_position.next_offset, excluded.next_offset)
                        """)
                .params(projection, partition.topic(), partition.partition(), nextOffset)
                .update();
    }
}
