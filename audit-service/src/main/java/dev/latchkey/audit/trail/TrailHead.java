package dev.latchkey.audit.trail;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one row at the end of the trail; who holds it is alone until the transaction ends. */
@Component
final class TrailHead {

    private final JdbcClient jdbc;

    TrailHead(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How the trail stands.
     *
     * @param recordedAt when the latest entry was recorded; absent before the first
     * @param expiredBefore events of before have expired; absent as long as none has
     */
    record Standing(long size, Optional<Instant> recordedAt, Optional<Instant> expiredBefore, long firstRetained) {}

    /** Waits for its turn, then holds the row until the caller's transaction ends. */
    Standing hold() {
        return query(" FOR UPDATE");
    }

    Standing look() {
        return query("");
    }

    void moveTo(long size, Instant recordedAt) {
        jdbc.sql("UPDATE trail_head SET size = :size, recorded_at = :recordedAt")
                .param("size", size)
                .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    void expire(Instant before, long firstRetained) {
        jdbc.sql("UPDATE trail_head SET expired_before = :before, first_retained = :firstRetained")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("firstRetained", firstRetained)
                .update();
    }

    private Standing query(String lock) {
        return jdbc.sql("""
                        SELECT size, first_retained, nullif(recorded_at, '-infinity') AS recorded_at,
                            nullif(expired_before, '-infinity') AS expired_before
                        FROM trail_head
                        """ + lock)
                .query((row, number) -> new Standing(
                        row.getLong("size"),
                        instant(row.getObject("recorded_at", OffsetDateTime.class)),
                        instant(row.getObject("expired_before", OffsetDateTime.class)),
                        row.getLong("first_retained")))
                .single();
    }

    @SuppressWarnings("NullAway") // what the driver gives for NULL
    private static Optional<Instant> instant(OffsetDateTime value) {
        return Optional.ofNullable(value).map(OffsetDateTime::toInstant);
    }
}
