package dev.latchkey.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.kernel.events.ClientChanged;
import dev.latchkey.kernel.events.ClientDeleted;
import dev.latchkey.kernel.events.ClientRegistered;
import dev.latchkey.kernel.events.EventCatalogue;
import dev.latchkey.kernel.events.TenantEvent;
import dev.latchkey.kernel.tenant.GrantTypes;
import dev.latchkey.kernel.values.Settings;
import dev.latchkey.testing.Backends;
import dev.latchkey.testing.HttpCaller;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators change of the tenant reaches this service through Kafka, while it runs. */
@ServiceTest
class TenantFeedIT {

    private static final String TOPIC = "latchkey.tenant";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");

    @Autowired
    private HttpCaller caller;

    private final String client = "new" + UUID.randomUUID().toString().replace("-", "");

    private Settings settings(List<String> grantTypes) {
        return new Settings(Map.of(
                "client-id",
                client,
                "app-type",
                "spa",
                "token-endpoint-auth-method",
                "none",
                "grant-types",
                grantTypes));
    }

    @Test
    void aClientComesChangesAndGoes() throws Exception {
        assertThat(error()).isEqualTo("invalid_client");

        publish(new ClientRegistered(client, settings(List.of(GrantTypes.WEBAUTHN)), Settings.NONE, TIME), 0);
        awaitError("");

        publish(new ClientChanged(client, settings(List.of()), Settings.NONE, TIME), 1);
        awaitError("unauthorized_client");

        publish(new ClientDeleted(client, TIME), 2);
        awaitError("invalid_client");

        rebuild();
        await().atMost(LIMIT).until(() -> lag() == 0);
        assertThat(error()).as("after a rebuild").isEqualTo("invalid_client");
    }

    /** Asked now and then: there is a limit for each address. */
    private void awaitError(String expected) {
        await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(error())
                .as(projection().toString())
                .isEqualTo(expected));
    }

    private String error() {
        return HttpCaller.json(caller.post(
                        "/passkey/register",
                        "{\"client_id\": \"" + client + "\", \"user_profile\": {\"email\": \"a@b.test\"}}"))
                .path("error")
                .asString("");
    }

    private void rebuild() {
        assertThat(caller.send(caller.managementRequest("/actuator/projections/tenant")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"action\":\"rebuild\"}")))
                        .statusCode())
                .isEqualTo(200);
    }

    private long lag() {
        return projection().path("lag").asLong(-1);
    }

    private JsonNode projection() {
        return HttpCaller.json(caller.send(
                        caller.managementRequest("/actuator/projections").GET()))
                .valueStream()
                .filter(one -> "tenant".equals(one.path("name").asString()))
                .findFirst()
                .orElseThrow();
    }

    private static void publish(TenantEvent event, long sequence) throws Exception {
        Map<String, Object> servers =
                Map.of("bootstrap.servers", Backends.shared().kafkaBootstrapServers());
        createTopic(servers);
        ProducerRecord<String, byte[]> outgoing = new ProducerRecord<>(
                TOPIC, event.streamId(), JsonMapper.shared().writeValueAsBytes(event));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_source",
                        "/latchkey/token-service",
                        "ce_type",
                        "dev.latchkey." + nameOf(event),
                        "ce_revision",
                        "1",
                        "ce_subject",
                        event.streamId(),
                        "ce_sequence",
                        String.valueOf(sequence),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> outgoing.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(servers, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(outgoing).get(30, TimeUnit.SECONDS);
        }
    }

    private static String nameOf(TenantEvent event) {
        return EventCatalogue.instance().nameOf(event.getClass()).orElseThrow().name();
    }

    /** As its owner does, which is not there in this test. */
    private static void createTopic(Map<String, Object> servers) throws Exception {
        try (Admin admin = Admin.create(servers)) {
            if (!admin.listTopics().names().get(30, TimeUnit.SECONDS).contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }
}
