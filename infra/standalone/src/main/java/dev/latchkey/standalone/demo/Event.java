package dev.latchkey.standalone.demo;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A fact as it stands on Kafka: a CloudEvent in binary mode. */
record Event(String topic, String key, String name, String time, String correlation, JsonNode data) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PREFIX = "dev.latchkey.";

    static Event of(ConsumerRecord<String, byte[]> message) {
        String type = header(message, "ce_type");
        return new Event(
                message.topic(),
                String.valueOf(message.key()),
                type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type,
                header(message, "ce_time"),
                header(message, "ce_correlationid"),
                JSON.readTree(message.value()));
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
