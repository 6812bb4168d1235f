package dev.latchkey.endtoend;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A record of one of the suite's topics. */
record Fact(String topic, int partition, long offset, String key, Map<String, String> headers, String value) {

    static Fact of(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        var headers = StreamSupport.stream(kafkaRecord.headers().spliterator(), false)
                .collect(Collectors.toMap(Header::key, header -> text(header.value())));
        return new Fact(
                kafkaRecord.topic(),
                kafkaRecord.partition(),
                kafkaRecord.offset(),
                text(kafkaRecord.key()),
                headers,
                text(kafkaRecord.value()));
    }

    String type() {
        return header("ce_type").replace("dev.latchkey.", "");
    }

    String id() {
        return header("ce_id");
    }

    String session() {
        return header("ce_correlationid");
    }

    long sequence() {
        return Long.parseLong(header("ce_sequence"));
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    JsonNode data() {
        return new JsonMapper().readTree(value);
    }

    String text(String field) {
        return data().path(field).asString("");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
