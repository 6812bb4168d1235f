package com.example.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLoopTest {

    private static final TopicPartition SESSIONS = new TopicPartition("latchkey.auth-session", 0);
    private static final TopicPartition USERS = new TopicPartition("latchkey.user", 0);
    private static final Path SCHEMAS = Path.of("../../docs/events/schemas");
    private static final String SESSION = "01a201c4-4fda-747f-8ece-bcba958ae7f9";
    private static final String LOGIN = """
            {"sessionId":"01a201c4-4fda-747f-8ece-bcba958ae7f9","purpose":"login","redeemedAt":"2026-11-22T10:00:00.123Z",
            "clientId":"shop","realm":"People","relyingPartyId":"localhost","userId":"auth0|507f1f77bcf86cd799439011",
            "passkeyId":"passkey|dev_zOHUbjZuw2PAo4Hf","userVerified":true,"origin":"https://shop.example","circumstances":"c2VhbGVk"}
            """;
    private static final String USER = """
            {"userId":"auth0|507f1f77bcf86cd799439011","realm":"People","createdAt":"2026-11-22T10:00:00.123Z",
            "identifierHashes":[],"personalData":"c2VhbGVk"}
            """;

    @TempDir
    Path folder;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private int offset;

    @BeforeEach
    void assign() {
        consumer.assign(List.of(SESSIONS, USERS));
        consumer.updateBeginningOffsets(Map.of(SESSIONS, 0L, USERS, 0L));
    }

    @Test
    void countsSignInsAndWelcomesNewPeople() {
        arrives(SESSIONS, "e1", "auth-session-redeemed", SESSION, 0, LOGIN);
        arrives(USERS, "e2", "user-created", "auth0|507f1f77bcf86cd799439011", 0, USER);

        turn();

        assertThat(kept().signIns()).isEqualTo(Map.of("shop", 1L));
        assertThat(kept().welcomes()).containsExactly(new Effects.Welcome("e2", "auth0|507f1f77bcf86cd799439011"));
    }

    @Test
    void hasNoSecondEffectWhenAnEventComesAgain() {
        arrives(SESSIONS, "e1", "auth-session-redeemed", SESSION, 0, LOGIN);
        turn();
        arrives(SESSIONS, "e1", "auth-session-redeemed", SESSION, 0, LOGIN);

        turn();

        assertThat(kept().signIns()).isEqualTo(Map.of("shop", 1L));
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("e1 came again");
    }

    @Test
    void commitsWhatItKept() {
        arrives(SESSIONS, "e1", "auth-session-redeemed", SESSION, 0, LOGIN);

        turn();

        assertThat(consumer.committed(Set.of(SESSIONS)).get(SESSIONS).offset()).isOne();
    }

    @Test
    void commitsNothingThatItCouldNotKeep() {
        arrives(SESSIONS, "e1", "auth-session-redeemed", SESSION, 0, LOGIN);

        assertThatThrownBy(() -> turn(folder.resolve("no such folder/effects.json")))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(consumer.committed(Set.of(SESSIONS)).get(SESSIONS)).isNull();
    }

    @Test
    void goesOnBehindWhatItDoesNotKnowOrCannotRead() {
        arrives(SESSIONS, "e1", "auth-session-dreamt", SESSION, 0, "{}");
        arrives(SESSIONS, "e2", "auth-session-redeemed", "other-1", 0, "{\"clientId\":\"shop\"}");
        arrives(SESSIONS, "e3", "auth-session-redeemed", "other-2", 0, "no JSON");
        consumer.addRecord(new ConsumerRecord<>(SESSIONS.topic(), 0, offset++, new byte[0], new byte[0]));
        arrives(SESSIONS, "e4", "auth-session-redeemed", SESSION, 1, LOGIN);

        turn();

        assertThat(kept().signIns()).isEqualTo(Map.of("shop", 1L));
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("set aside latchkey.auth-session/0@1: it does not keep to the schema auth-session-redeemed-1")
                .contains("set aside latchkey.auth-session/0@2")
                .contains("set aside latchkey.auth-session/0@3");
    }

    private void turn() {
        turn(folder.resolve("effects.json"));
    }

    private void turn(Path file) {
        new EventLoop(
                        consumer,
                        new PublishedSchemas(SCHEMAS),
                        Effects.in(file),
                        new PrintStream(said, true, StandardCharsets.UTF_8))
                .turn();
    }

    private Effects.State kept() {
        return Effects.in(folder.resolve("effects.json")).state();
    }

    private void arrives(TopicPartition to, String id, String type, String subject, long sequence, String data) {
        ConsumerRecord<byte[], byte[]> arriving = new ConsumerRecord<>(
                to.topic(), to.partition(), to.equals(SESSIONS) ? offset++ : 0, bytes(subject), bytes(data));
        Map.of(
                        "ce_id",
                        id,
                        "ce_type",
                        "dev.latchkey." + type,
                        "ce_revision",
                        "1",
                        "ce_subject",
                        subject,
                        "ce_sequence",
                        String.valueOf(sequence))
                .forEach((name, value) -> arriving.headers().add(name, bytes(value)));
        consumer.addRecord(arriving);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
