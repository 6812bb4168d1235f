package dev.latchkey.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void keepsItsRecordsOverARestartOnAnotherPort() throws Exception {
        try (EmbeddedKafka first = start(FreePorts.any())) {
            createTopic(first, "facts");
            send(first, "facts", "one").get(30, TimeUnit.SECONDS);
        }

        try (EmbeddedKafka second = start(FreePorts.any())) {
            send(second, "facts", "two").get(30, TimeUnit.SECONDS);
            assertThat(read(second, "facts", 2)).containsExactly("one", "two");
        }
    }

    @Test
    void comesBackOnTheSamePort() throws Exception {
        int port = FreePorts.any();
        try (EmbeddedKafka first = start(port)) {
            createTopic(first, "facts");
        }

        try (EmbeddedKafka second = start(port)) {
            send(second, "facts", "after").get(30, TimeUnit.SECONDS);
            assertThat(read(second, "facts", 1)).containsExactly("after");
        }
    }

    @Test
    void makesNoTopicThatNobodyAskedFor() {
        try (EmbeddedKafka kafka = start(FreePorts.any())) {
            assertThatThrownBy(() -> send(kafka, "misspelt", "lost").get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void startsOnceItsPortIsFreeAfterItWasTaken() throws Exception {
        int port = FreePorts.any();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(() -> start(port))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("Kafka did not start");
        }

        // The failed start has let go of the folder.
        try (EmbeddedKafka kafka = start(port)) {
            createTopic(kafka, "facts");
        }
    }

    private EmbeddedKafka start(int port) {
        return EmbeddedKafka.start(new KafkaSettings(folder.resolve("kafka"), port));
    }

    private static void createTopic(EmbeddedKafka kafka, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static java.util.concurrent.Future<?> send(EmbeddedKafka kafka, String topic, String value) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.block.ms", "2000");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            return producer.send(new ProducerRecord<>(topic, 0, "key", value));
        }
    }

    private static List<String> read(EmbeddedKafka kafka, String topic, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "group.id", "reader", "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            Instant limit = Instant.now().plus(LIMIT);
            while (values.size() < count && Instant.now().isBefore(limit)) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> values.add(message.value()));
            }
        }
        return values;
    }
}
