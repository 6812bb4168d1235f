package dev.latchkey.authentication.read.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.authentication.ServiceTest;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.testing.Backends;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestIssuer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

/** A passkey as token-service publishes it on Kafka, seen through the look-up. */
@ServiceTest
class CredentialsFeedIT {

    private static final String TOPIC = "latchkey.credential";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    private HttpCaller caller;

    @Test
    void showsWhatKafkaTellsAndCanBeRebuiltFromIt() throws Exception {
        UserId user = TestCredentials.newUserId();
        publish(TestCredentials.registered(user));
        await().atMost(LIMIT).until(() -> look(user).statusCode() == 200);
        String before = look(user).body();
        long generation = projection().get("generation").longValue();

        HttpResponse<String> rebuilt = caller.send(caller.managementRequest("/actuator/projections/credentials")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"action\":\"rebuild\"}")));

        assertThat(rebuilt.statusCode()).isEqualTo(200);
        assertThat(look(user).body()).isEqualTo(before);
        await().atMost(LIMIT).until(() -> projection().get("generation").longValue() == generation + 1);
        assertThat(look(user).body()).isEqualTo(before);
        assertThat(projection().get("parked").longValue()).isZero();
    }

    private JsonNode projection() {
        return HttpCaller.json(caller.send(
                        caller.managementRequest("/actuator/projections").GET()))
                .valueStream()
                .filter(one -> "credentials".equals(one.path("name").asString()))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> look(UserId user) {
        return caller.get(
                "/api/v2/users/" + user.toString().replace("|", "%7C") + "/authentication-methods",
                TestIssuer.token("read:authentication_methods"));
    }

    private static void publish(CredentialRegistered event) throws Exception {
        Map<String, Object> servers =
                Map.of("bootstrap.servers", Backends.shared().kafkaBootstrapServers());
        createTopic(servers);
        ProducerRecord<String, byte[]> outgoing = new ProducerRecord<>(
                TOPIC, event.streamId(), JsonMapper.shared().writeValueAsBytes(event));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_source", "/latchkey/token-service",
                        "ce_type", "dev.latchkey.credential-registered",
                        "ce_revision", "1",
                        "ce_subject", event.streamId(),
                        "ce_sequence", "0",
                        "content-type", "application/json")
                .forEach((name, value) -> outgoing.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(servers, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(outgoing).get(30, TimeUnit.SECONDS);
        }
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
