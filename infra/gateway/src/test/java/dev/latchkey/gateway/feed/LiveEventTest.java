package dev.latchkey.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveEventTest {

    private final Map<String, String> headers = new LinkedHashMap<>(Map.of(
            "ce_id", "7",
            "ce_type", "dev.latchkey.user-created",
            "ce_time", "2026-11-22T04:00:00.5Z",
            "ce_subject", "auth0|1",
            "ce_sequence", "0",
            "ce_correlationid", TestEvents.ALICE));

    @Test
    void isOneLineOfJson() {
        LiveEvent event = LiveEvent.of(message("{\"realm\":\"R\"}"));

        assertThat(event).isNotNull();
        assertThat(event.id()).isEqualTo("7");
        assertThat(event.toJson())
                .isEqualTo("{\"topic\":\"latchkey.user\",\"type\":\"dev.latchkey.user-created\","
                        + "\"time\":\"2026-11-22T04:00:00.5Z\",\"stream\":\"auth0|1\",\"sequence\":\"0\","
                        + "\"session\":\"" + TestEvents.ALICE + "\",\"data\":{\"realm\":\"R\"}}");
    }

    @Test
    void staysOnOneLineWhateverItsDataLooksLike() {
        LiveEvent event = LiveEvent.of(message("{\r\n  \"realm\": \"R\"\n}"));

        assertThat(event).isNotNull();
        assertThat(event.toJson()).doesNotContain("\r", "\n").endsWith("\"data\":{    \"realm\": \"R\" }}");
    }

    @Test
    void escapesWhatJsonMustNotHold() {
        headers.put("ce_subject", "a\"b\\c\nd\u0001\u00e9");
        LiveEvent event = LiveEvent.of(message("{}"));

        assertThat(event).isNotNull();
        assertThat(event.toJson()).contains("\"stream\":\"a\\\"b\\\\c\\u000ad\\u0001\u00e9\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.latchkey.auth-session-rejected", "dev.latchkey.something-new"})
    void keepsToItselfWhatACallerMustNotLearn(String type) {
        headers.put("ce_type", type);
        LiveEvent event = LiveEvent.of(message("{\"reason\":\"UNKNOWN_CREDENTIAL\"}"));

        assertThat(event).isNotNull();
        assertThat(event.toJson()).contains(type).endsWith("\"data\":{}}").doesNotContain("UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_type", "ce_correlationid"})
    void isNoneWithoutWhatItNeeds(String header) {
        headers.remove(header);

        assertThat(LiveEvent.of(message("{}"))).isNull();
    }

    @Test
    void isNoneWithoutData() {
        assertThat(LiveEvent.of(message(null))).isNull();
    }

    private ConsumerRecord<String, String> message(@Nullable String value) {
        ConsumerRecord<String, String> message = new ConsumerRecord<>("latchkey.user", 0, 0, "auth0|1", value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return message;
    }
}
