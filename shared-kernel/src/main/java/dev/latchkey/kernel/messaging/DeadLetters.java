package dev.latchkey.kernel.messaging;

import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Parks records that a projection cannot take in, so that one poison record does not stop all others. */
final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final JdbcClient jdbc;

    DeadLetters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the record with the reason; the log gets its place only, never its data. */
    void park(String projection, ConsumerRecord<byte[], byte[]> poison, Exception reason) {
        log.error(
                "projection {} parked the event at {}-{} offset {}: {}",
                projection,
                poison.topic(),
                poison.partition(),
                poison.offset(),
                describe(reason));
        jdbc.sql("""
                        INSERT INTO dead_letter
                            (projection, topic, partition_number, record_offset, event_type, payload, reason)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """)
                .params(
                        projection,
                        poison.topic(),
                        poison.partition(),
                        poison.offset(),
                        Envelope.header(poison.headers(), "ce_type").orElse(""),
                        poison.value(),
                        describe(reason))
                .update();
    }

    /** The kind of problem only: the message of a database's error may repeat the row. */
    private static String describe(Exception reason) {
        String kind = reason.getClass().getSimpleName();
        return switch (reason) {
            case UnreadableEventException unreadable -> kind + ": " + unreadable.getMessage();
            case DataAccessException problem
            when problem.getCause() instanceof SQLException sql -> kind + ": SQL state " + sql.getSQLState();
            default -> kind;
        };
    }

    long count(String projection) {
        return jdbc.sql("SELECT count(*) FROM dead_letter WHERE projection = ?")
                .param(projection)
                .query(Long.class)
                .single();
    }

    void forget(String projection) {
        jdbc.sql("DELETE FROM dead_letter WHERE projection = ?")
                .param(projection)
                .update();
    }
}
