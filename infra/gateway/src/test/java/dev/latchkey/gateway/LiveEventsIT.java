package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.embedded.EmbeddedKafka;
import dev.latchkey.embedded.FreePorts;
import dev.latchkey.embedded.KafkaSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed from a real broker to a browser's connection. */
class LiveEventsIT {

    private static final int SEATS = 200;

    @TempDir
    Path folder;

    private final int port = FreePorts.any();
    private final String session = UUID.randomUUID().toString();
    private EmbeddedKafka kafka;
    private TestDoor door;

    @BeforeEach
    void open() {
        kafka = startKafka();
        door = TestDoor.before(kafka.bootstrapServers());
    }

    @AfterEach
    void close() {
        door.close();
        kafka.close();
    }

    @Test
    void tellsABrowserOfItsSessionAsItHappens() throws Exception {
        createTopics("latchkey.user", "latchkey.grant");
        try (RawClient browser = listen(session)) {
            publish("latchkey.user", "user-created", UUID.randomUUID().toString());
            publish("latchkey.user", "user-created", session);
            publish("latchkey.grant", "grant-opened", session);

            List<String> events = List.of(nextEvent(browser), nextEvent(browser));

            assertThat(events)
                    .anySatisfy(event -> assertThat(event)
                            .contains("\"topic\":\"latchkey.user\"", "user-created", session, "\"data\":{\"a\":1}"))
                    .anySatisfy(event -> assertThat(event).contains("\"topic\":\"latchkey.grant\"", "grant-opened"));
        }
    }

    @Test
    void tellsABrowserThatComesLaterWhatHappened() throws Exception {
        createTopics("latchkey.user");
        publish("latchkey.user", "user-created", session);
        try (RawClient browser = listen(session)) {
            assertThat(nextEvent(browser)).contains("user-created");
        }
        try (RawClient browser = listen(session)) {
            assertThat(nextEvent(browser)).contains("user-created");
        }
    }

    @Test
    void findsATopicThatAppearsLater() throws Exception {
        createTopics("latchkey.user", "not.ours");
        try (RawClient browser = listen(session)) {
            publish("latchkey.user", "user-created", session);
            assertThat(nextEvent(browser)).contains("user-created");

            createTopics("latchkey.credential");
            publish("not.ours", "secret", session);
            publish("latchkey.credential", "credential-registered", session);

            assertThat(nextEvent(browser)).contains("credential-registered");
        }
    }

    @Test
    void goesOnWhenKafkaIsBack() throws Exception {
        createTopics("latchkey.user");
        try (RawClient browser = listen(session)) {
            publish("latchkey.user", "user-created", session);
            assertThat(nextEvent(browser)).contains("user-created");

            kafka.close();
            assertThat(door.get("/userinfo").status()).isEqualTo(200);
            kafka = startKafka();
            publish("latchkey.user", "user-blocked", session);

            assertThat(nextEvent(browser)).contains("user-blocked");
        }
    }

    @Test
    void givesTheSeatsOfBrowsersThatLeftToOthers() throws Exception {
        createTopics("latchkey.user");
        List<RawClient> browsers = new ArrayList<>();
        for (int i = 0; i < SEATS; i++) {
            browsers.add(listen(session));
        }
        assertThat(door.get("/demo/events?session=" + session).status()).isEqualTo(503);

        for (RawClient browser : browsers) {
            browser.close();
        }

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            publish("latchkey.user", "user-created", session);
            try (RawClient browser = listen(UUID.randomUUID().toString())) {
                assertThat(browser).isNotNull();
            }
        });
    }

    private EmbeddedKafka startKafka() {
        return EmbeddedKafka.start(new KafkaSettings(folder.resolve("kafka"), port));
    }

    private RawClient listen(String to) throws IOException {
        RawClient browser = new RawClient(door.port());
        browser.send("GET /demo/events?session=" + to + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(browser.readLine()).isEqualTo("HTTP/1.1 200 OK");
        browser.readHead();
        return browser;
    }

    private static String nextEvent(RawClient browser) throws IOException {
        String line = browser.readLine();
        while (!line.startsWith("data:")) {
            line = browser.readLine();
        }
        return line;
    }

    private void createTopics(String... names) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            List<NewTopic> topics = List.of(names).stream()
                    .map(name -> new NewTopic(name, 3, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get(30, TimeUnit.SECONDS);
        }
    }

    private void publish(String topic, String type, String to) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var message = new ProducerRecord<>(topic, "stream", "{\"a\":1}");
            Map.of(
                            "ce_id",
                            UUID.randomUUID().toString(),
                            "ce_type",
                            "dev.latchkey." + type,
                            "ce_time",
                            "2026-11-22T04:00:00Z",
                            "ce_subject",
                            "stream",
                            "ce_sequence",
                            "0",
                            "ce_correlationid",
                            to)
                    .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(message).get(30, TimeUnit.SECONDS);
        }
    }
}
