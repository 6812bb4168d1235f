package com.example.consumer;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One record: a CloudEvent, whose value is the data and whose headers say everything about them.
 *
 * @param id the same when it is delivered again
 * @param type and revision together name a schema
 * @param stream in which events stand in order
 * @param sequence its place there, from 0
 */
record Event(String id, String type, String revision, String stream, long sequence, JsonNode data) {

    private static final String OURS = "dev.latchkey.";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException when it is no event of Latchkey
     */
    static Event of(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        String type = header(kafkaRecord, "ce_type");
        if (!type.startsWith(OURS) || kafkaRecord.value() == null) {
            throw new IllegalArgumentException("no event of Latchkey: " + type);
        }
        try {
            return new Event(
                    header(kafkaRecord, "ce_id"),
                    type.substring(OURS.length()),
                    header(kafkaRecord, "ce_revision"),
                    kafkaRecord.topic() + "/" + header(kafkaRecord, "ce_subject"),
                    Long.parseLong(header(kafkaRecord, "ce_sequence")),
                    JSON.readTree(kafkaRecord.value()));
        } catch (JacksonException broken) {
            throw new IllegalArgumentException("the data of " + type + " are no JSON", broken);
        }
    }

    /** The name of its schema file. */
    String schema() {
        return type + "-" + revision;
    }

    String text(String member) {
        return data.path(member).asString("");
    }

    private static String header(ConsumerRecord<byte[], byte[]> kafkaRecord, String name) {
        Header header = kafkaRecord.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalArgumentException("the header %s is missing".formatted(name));
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
