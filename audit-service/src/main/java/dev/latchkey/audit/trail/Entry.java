package dev.latchkey.audit.trail;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An entry of the trail, read from its line.
 *
 * @param position in the trail, from 0, without gaps
 * @param sourcePosition in the store of its producer
 * @param type as the producer names it, {@code dev.latchkey.user-created}
 * @param time when it happened, as far as the producer says it as an instant
 * @param subject the stream that it belongs to
 * @param sequence in that stream, from 0
 * @param actor who brought it about, {@code client:} or {@code user:} and an id
 * @param topic that it came on
 * @param data the producer's JSON; a missing node where it is none
 * @param line the very bytes that were appended, without a line break
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only carried
public record Entry(
        long position,
        Instant recordedAt,
        String id,
        String source,
        @Nullable Long sourcePosition,
        @Nullable String type,
        @Nullable Integer revision,
        @Nullable Instant time,
        @Nullable String subject,
        @Nullable Long sequence,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String actor,
        String topic,
        JsonNode data,
        byte[] line) {

    /** Reads a line of the trail. */
    public static Entry of(byte[] line) {
        JsonNode fields = Line.read(line);
        return new Entry(
                fields.path(Line.POSITION).asLong(-1),
                instant(fields, Line.RECORDED_AT, Instant.EPOCH),
                fields.path(Line.ID).asString(""),
                fields.path(Line.SOURCE).asString(""),
                number(fields, Line.SOURCE_POSITION),
                text(fields, Line.TYPE),
                revision(fields),
                instant(fields, Line.TIME, null),
                text(fields, Line.SUBJECT),
                number(fields, Line.SEQUENCE),
                text(fields, Line.CORRELATION_ID),
                text(fields, Line.CAUSATION_ID),
                text(fields, Line.ACTOR),
                fields.path(Line.TOPIC).asString(""),
                fields.path(Line.DATA),
                line);
    }

    /** The stable name of what happened, {@code user-created}; empty when the producer named nothing. */
    public String name() {
        return EventType.nameOf(type);
    }

    private static @Nullable String text(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable Long number(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : null;
    }

    private static @Nullable Integer revision(JsonNode fields) {
        JsonNode value = fields.path(Line.REVISION);
        return value.isIntegralNumber() && value.canConvertToInt() ? value.intValue() : null;
    }

    @SuppressWarnings("NullAway") // gives back what it is given
    private static Instant instant(JsonNode fields, String name, @Nullable Instant otherwise) {
        try {
            return Instant.parse(fields.path(name).asString(""));
        } catch (DateTimeException none) {
            return otherwise;
        }
    }
}
