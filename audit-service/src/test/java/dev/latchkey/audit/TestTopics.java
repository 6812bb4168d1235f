package dev.latchkey.audit;

import dev.latchkey.testing.Backends;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.test.context.TestComponent;

/** Plays the relays of all producers on the shared Kafka. */
@TestComponent
public class TestTopics implements AutoCloseable {

    private static final Set<String> NAMES = Set.of(
            "latchkey.challenge",
            "latchkey.auth-session",
            "latchkey.user",
            "latchkey.credential",
            "latchkey.grant",
            "latchkey.tenant",
            "latchkey.relay");

    private final KafkaProducer<String, byte[]> producer;

    public TestTopics() throws Exception {
        Map<String, Object> servers =
                Map.of("bootstrap.servers", Backends.shared().kafkaBootstrapServers());
        createTopics(servers);
        producer = new KafkaProducer<>(servers, new StringSerializer(), new ByteArraySerializer());
    }

    /** Sends events in this order and waits until they are there. */
    public void publish(List<TestEvent> events) throws Exception {
        for (TestEvent event : events) {
            ProducerRecord<String, byte[]> outgoing = new ProducerRecord<>(event.topic(), event.key(), event.value());
            event.headers()
                    .forEach((name, value) -> outgoing.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(outgoing).get(30, TimeUnit.SECONDS);
        }
    }

    public void publish(TestEvent... events) throws Exception {
        publish(List.of(events));
    }

    /** Says that positions of a source stay empty. */
    public void publishVoid(String source, String positions) throws Exception {
        publish(TestEvent.of(
                        source,
                        0,
                        "latchkey.relay",
                        ("{\"positions\":\"" + positions + "\"}").getBytes(StandardCharsets.UTF_8))
                .withKey(source)
                .with("ce_type", "dev.latchkey.positions-void")
                .with("ce_position", null));
    }

    private static void createTopics(Map<String, Object> servers) throws Exception {
        try (Admin admin = Admin.create(servers)) {
            Set<String> there = admin.listTopics().names().get(30, TimeUnit.SECONDS);
            List<NewTopic> missing = NAMES.stream()
                    .filter(name -> !there.contains(name))
                    .map(name -> new NewTopic(name, 3, (short) 1))
                    .toList();
            admin.createTopics(missing).all().get(30, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
