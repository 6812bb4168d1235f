package com.example.consumer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The program: welcomes new people and counts the sign-ins of each application, until it is stopped. */
public final class EventConsumer {

    private static final List<String> TOPICS = List.of("latchkey.user", "latchkey.auth-session");

    private EventConsumer() {}

    /**
     * Runs until it is interrupted.
     *
     * @param arguments Kafka's bootstrap servers, the folder of the schemas, and the file for what it makes of events
     */
    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            System.err.println("Usage: EventConsumer BOOTSTRAP_SERVERS SCHEMAS_FOLDER STATE_FILE");
            System.exit(2);
        }
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings(arguments[0]))) {
            stopOnInterrupt(consumer);
            consumer.subscribe(TOPICS);
            EventLoop loop = new EventLoop(
                    consumer,
                    new PublishedSchemas(Path.of(arguments[1])),
                    Effects.in(Path.of(arguments[2])),
                    System.out);
            while (true) {
                loop.turn();
            }
        } catch (WakeupException stopped) {
            System.out.println("stopped");
        }
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                "example-event-consumer",
                // Topics are kept without a time limit: a new consumer sees everything that ever happened.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                // Committed by hand, after the effect.
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
    }

    private static void stopOnInterrupt(KafkaConsumer<byte[], byte[]> consumer) {
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            consumer.wakeup();
            try {
                main.join(5_000);
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }));
    }
}
