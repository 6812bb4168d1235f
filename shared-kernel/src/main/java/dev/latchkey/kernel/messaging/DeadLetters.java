package dev.latchkey.kernel.messaging;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parks records that a projection cannot take in, so that one poison record does not stop all others: only what follows
 * it in its own stream waits behind it.
 */
final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final String BEHIND = "behind a parked record of its stream";
    private static final String NO_STREAM = "";
    private static final int MOST_LISTED = 100;
    private static final String PLACE = "projection = ? AND topic = ? AND partition_number = ? AND record_offset = ?";

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
        keep(projection, poison, describe(reason));
    }

    /** Keeps a record whose turn has not come, because an earlier one of its stream is parked. */
    void parkBehind(String projection, ConsumerRecord<byte[], byte[]> waiting) {
        keep(projection, waiting, BEHIND);
    }

    private void keep(String projection, ConsumerRecord<byte[], byte[]> parked, String reason) {
        jdbc.sql("""
                        INSERT INTO dead_letter
                            (projection, topic, partition_number, record_offset, event_type, stream_id, headers,
                             payload, reason)
                        VALUES (?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?)
                        ON CONFLICT (projection, topic, partition_number, record_offset)
                        DO UPDATE SET reason = excluded.reason, attempts = dead_letter.attempts + 1
                        """)
                .params(
                        projection,
                        parked.topic(),
                        parked.partition(),
                        parked.offset(),
                        Envelope.header(parked.headers(), "ce_type").orElse(""),
                        streamOf(parked),
                        JSON.writeValueAsString(texts(parked.headers())),
                        parked.value(),
                        reason)
                .update();
    }

    /** The stream a record belongs to; what names none stands for itself. */
    static String streamOf(ConsumerRecord<byte[], byte[]> incoming) {
        return Envelope.text(incoming.key()).orElse(NO_STREAM);
    }

    /** The streams of which something is parked. */
    Set<String> streams(String projection) {
        Set<String> streams = new HashSet<>(jdbc.sql("SELECT DISTINCT stream_id FROM dead_letter WHERE projection = ?")
                .param(projection)
                .query(String.class)
                .list());
        streams.remove(NO_STREAM);
        return streams;
    }

    /** All records parked, those of a stream in their order. */
    List<ConsumerRecord<byte[], byte[]>> all(String projection) {
        return jdbc.sql("""
                        SELECT topic, partition_number, record_offset, stream_id, headers, payload FROM dead_letter
                        WHERE projection = ? ORDER BY topic, partition_number, record_offset
                        """)
                .param(projection)
                .query((row, number) -> recordOf(row))
                .list();
    }

    private static ConsumerRecord<byte[], byte[]> recordOf(ResultSet row) throws SQLException {
        String stream = row.getString("stream_id");
        byte[] key = stream.isEmpty() ? null : stream.getBytes(StandardCharsets.UTF_8);
        byte[] value = row.getBytes("payload");
        return new ConsumerRecord<>(
                row.getString("topic"),
                row.getInt("partition_number"),
                row.getLong("record_offset"),
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key,
                value,
                headersOf(row.getString("headers")),
                Optional.empty());
    }

    /** What an operator sees of them, the oldest first, at most {@value #MOST_LISTED}. */
    List<ParkedRecord> list(String projection) {
        return jdbc.sql("""
                        SELECT topic || '-' || partition_number || '@' || record_offset AS place,
                               event_type, stream_id, reason, parked_at, attempts
                        FROM dead_letter WHERE projection = ? ORDER BY parked_at, place LIMIT ?
                        """)
                .params(projection, MOST_LISTED)
                .query((row, number) -> new ParkedRecord(
                        row.getString("place"),
                        row.getString("event_type"),
                        row.getString("stream_id"),
                        row.getString("reason"),
                        row.getObject("parked_at", OffsetDateTime.class).toInstant(),
                        row.getInt("attempts")))
                .list();
    }

    long count(String projection) {
        return jdbc.sql("SELECT count(*) FROM dead_letter WHERE projection = ?")
                .param(projection)
                .query(Long.class)
                .single();
    }

    /** Forgets a record that was taken in after all. */
    void remove(String projection, ConsumerRecord<byte[], byte[]> taken) {
        jdbc.sql("DELETE FROM dead_letter WHERE " + PLACE)
                .params(projection, taken.topic(), taken.partition(), taken.offset())
                .update();
    }

    /**
     * Gives a record up for good.
     *
     * @return whether there was one at this place
     */
    boolean discard(String projection, String place) {
        int discarded = jdbc.sql("""
                        DELETE FROM dead_letter
                        WHERE projection = ? AND topic || '-' || partition_number || '@' || record_offset = ?
                        """).params(projection, place).update();
        if (discarded == 1) {
            log.warn("projection {} gives the event at {} up, as an operator said", projection, place);
        }
        return discarded == 1;
    }

    void forget(String projection) {
        jdbc.sql("DELETE FROM dead_letter WHERE projection = ?")
                .param(projection)
                .update();
    }

    /** What was parked under one name is parked under another from now on. */
    void rename(String projection, String newName) {
        jdbc.sql("UPDATE dead_letter SET projection = ? WHERE projection = ?")
                .params(newName, projection)
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

    private static Map<String, String> texts(Headers headers) {
        return StreamSupport.stream(headers.spliterator(), false)
                .filter(header -> header.value() != null)
                .collect(Collectors.toMap(
                        Header::key,
                        header -> new String(header.value(), StandardCharsets.UTF_8),
                        (earlier, later) -> later));
    }

    private static Headers headersOf(String json) {
        RecordHeaders headers = new RecordHeaders();
        JSON.readValue(json, TEXTS).forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }
}
