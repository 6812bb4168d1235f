package dev.latchkey.audit.trail;

import dev.latchkey.kernel.messaging.IncomingRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of an entry: one JSON object in UTF-8 without a line break, its fields in a fixed order, the producer's data
 * last and byte for byte.
 */
final class Line {

    static final String POSITION = "position";
    static final String RECORDED_AT = "recorded_at";
    static final String ID = "id";
    static final String SOURCE = "source";
    static final String SOURCE_POSITION = "source_position";
    static final String TYPE = "type";
    static final String REVISION = "revision";
    static final String TIME = "time";
    static final String SUBJECT = "subject";
    static final String SEQUENCE = "sequence";
    static final String CORRELATION_ID = "correlation_id";
    static final String CAUSATION_ID = "causation_id";
    static final String ACTOR = "actor";
    static final String TOPIC = "topic";
    static final String DATA = "data";
    private static final String DATA_BASE64 = "data_base64";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    private Line() {}

    static byte[] write(long position, Instant recordedAt, Arrival arrival) {
        IncomingRecord incoming = arrival.incoming();
        ObjectNode fields = JSON.createObjectNode();
        fields.put(POSITION, position);
        fields.put(RECORDED_AT, recordedAt.toString());
        fields.put(ID, arrival.id());
        fields.put(SOURCE, arrival.source());
        number(fields, SOURCE_POSITION, incoming.headers().get("ce_position"));
        text(fields, TYPE, incoming.headers().get("ce_type"));
        number(fields, REVISION, incoming.headers().get("ce_revision"));
        text(fields, TIME, incoming.headers().get("ce_time"));
        text(fields, SUBJECT, arrival.subject());
        number(fields, SEQUENCE, incoming.headers().get("ce_sequence"));
        text(fields, CORRELATION_ID, incoming.headers().get("ce_correlationid"));
        text(fields, CAUSATION_ID, incoming.headers().get("ce_causationid"));
        text(fields, ACTOR, incoming.headers().get("ce_actor"));
        text(fields, TOPIC, incoming.topic());
        byte[] value = incoming.value();
        if (value == null) {
            return JSON.writeValueAsBytes(fields);
        }
        if (arrival.data() == null) {
            fields.put(DATA_BASE64, Base64.getEncoder().encodeToString(value));
            return JSON.writeValueAsBytes(fields);
        }
        return withData(JSON.writeValueAsBytes(fields), value);
    }

    /** The envelope and its contents. */
    static JsonNode read(byte[] line) {
        return JSON.readTree(line);
    }

    /** Numbers are written as such; what is none stays what it was. */
    private static void number(ObjectNode fields, String name, @Nullable String value) {
        if (value != null && NUMBER.matcher(value).matches()) {
            fields.put(name, Long.parseLong(value));
        } else {
            text(fields, name, value);
        }
    }

    private static void text(ObjectNode fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static byte[] withData(byte[] envelope, byte[] data) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(envelope.length + data.length + 10);
        line.write(envelope, 0, envelope.length - 1);
        line.writeBytes((",\"" + DATA + "\":").getBytes(StandardCharsets.UTF_8));
        line.writeBytes(data);
        line.write('}');
        return line.toByteArray();
    }
}
