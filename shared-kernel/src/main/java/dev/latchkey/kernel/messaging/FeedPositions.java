package dev.latchkey.kernel.messaging;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How far each feed has read, beside the tables it fills, so that effect and position commit together.
 *
 * <p>The generation of a projection rises when it is rebuilt; a feed that sees another generation starts again from the
 * positions that are kept then.
 */
final class FeedPositions {

    /** The generation of what is not known. */
    static final long NO_GENERATION = -1;

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
                .optional()
                .orElse(NO_GENERATION);
    }

    /** Whether this is the generation; it is held still until the caller's transaction ends, a rebuild waits for it. */
    boolean isStill(String projection, long expected) {
        return expected != NO_GENERATION && holdGeneration(projection) == expected;
    }

    /** The generation, held still until the caller's transaction ends, so that a rebuild waits for it. */
    long holdGeneration(String projection) {
        return jdbc.sql("SELECT generation FROM projection WHERE name = ? FOR SHARE")
                .param(projection)
                .query(Long.class)
                .optional()
                .orElse(NO_GENERATION);
    }

    /**
     * Keeps every feed of this service from moving until the caller's transaction ends.
     *
     * <p>The lock queues fairly with those who hold a generation; waiting for single rows, it would never have its turn
     * among several busy feeds.
     */
    void lockAll() {
        jdbc.sql("LOCK TABLE projection IN EXCLUSIVE MODE").update();
    }

    /** A new generation of a projection under a name of its own, without any position. */
    void startNext(String projection, String next) {
        jdbc.sql("""
                        INSERT INTO projection (name, generation)
                        SELECT :next, generation + 1 FROM projection WHERE name = :live
                        ON CONFLICT (name) DO UPDATE SET generation = projection.generation + 1
                        """).param("next", next).param("live", projection).update();
        forget(next);
    }

    /** The new generation is the projection's from now on, with its positions. */
    void takeOver(String projection, String next) {
        forget(projection);
        jdbc.sql("UPDATE projection_position SET projection = ? WHERE projection = ?")
                .params(projection, next)
                .update();
        jdbc.sql("UPDATE projection SET generation = ? WHERE name = ?")
                .params(generation(next), projection)
                .update();
        jdbc.sql("DELETE FROM projection WHERE name = ?").param(next).update();
    }

    private void forget(String projection) {
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

    /** Whether everything below these offsets was read. */
    boolean hasReached(String projection, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> read = new HashMap<>();
        jdbc.sql("SELECT topic, partition_number, next_offset FROM projection_position WHERE projection = ?")
                .param(projection)
                .query(row -> {
                    read.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3));
                });
        return ends.entrySet().stream().allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
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
