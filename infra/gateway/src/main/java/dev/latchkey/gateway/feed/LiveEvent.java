package dev.latchkey.gateway.feed;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** One event from Kafka as a caller may see it: its CloudEvents attributes and JSON data, personal data still sealed. */
public record LiveEvent(
        String id,
        String session,
        String topic,
        String type,
        String time,
        String stream,
        String sequence,
        String data) {

    private static final String HEX = "0123456789abcdef";

    /**
     * Of these a caller may see all: it took part in them. Of any other, above all a refusal with its precise reason, it learns
     * only that it happened.
     */
    private static final Set<String> OPEN = Set.of(
            "dev.latchkey.challenge-issued",
            "dev.latchkey.auth-session-redeemed",
            "dev.latchkey.user-created",
            "dev.latchkey.credential-registered",
            "dev.latchkey.credential-used",
            "dev.latchkey.grant-opened");

    private static final String NOTHING = "{}";

    /** Null when the record is no event of a session: it lacks an id, a type or a correlation id. */
    static @Nullable LiveEvent of(ConsumerRecord<String, String> message) {
        String id = header(message, "ce_id");
        String session = header(message, "ce_correlationid");
        String type = header(message, "ce_type");
        if (id.isEmpty() || session.isEmpty() || type.isEmpty() || message.value() == null) {
            return null;
        }
        return new LiveEvent(
                id,
                session,
                message.topic(),
                type,
                header(message, "ce_time"),
                header(message, "ce_subject"),
                header(message, "ce_sequence"),
                OPEN.contains(type) ? message.value() : NOTHING);
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    int size() {
        return data.length();
    }

    /** One line of JSON. */
    public String toJson() {
        StringBuilder json = new StringBuilder(data.length() + 300).append('{');
        member(json, "topic", topic);
        member(json, "type", type);
        member(json, "time", time);
        member(json, "stream", stream);
        member(json, "sequence", sequence);
        member(json, "session", session);
        return json.append("\"data\":").append(onOneLine(data)).append('}').toString();
    }

    private static void member(StringBuilder json, String name, String value) {
        json.append('"').append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            escape(json, value.charAt(i));
        }
        json.append("\",");
    }

    private static void escape(StringBuilder json, char character) {
        if (character == '"' || character == '\\') {
            json.append('\\').append(character);
        } else if (character < ' ') {
            json.append("\\u00").append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 0xF));
        } else {
            json.append(character);
        }
    }

    /** A raw line break in JSON stands only between its tokens, where a blank means the same. */
    private static String onOneLine(String json) {
        return json.replace('\r', ' ').replace('\n', ' ');
    }
}
