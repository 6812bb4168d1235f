package dev.latchkey.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real Kafka broker in this JVM; its data stays, so that another start on the same folder goes on where this one ended. */
public final class EmbeddedKafka implements AutoCloseable {

    private static final long STOP_SECONDS = 30;

    private final KafkaSettings settings;
    private final KafkaRaftServer server;

    private EmbeddedKafka(KafkaSettings settings, KafkaRaftServer server) {
        this.settings = settings;
        this.server = server;
    }

    /** Starts the broker, on a new folder when there is none, and returns when clients can connect. */
    public static EmbeddedKafka start(KafkaSettings settings) {
        DirectoryMadeOnce.at(settings.data(), EmbeddedKafka::format);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings.properties(), false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            EmbeddedServerException failure = new EmbeddedServerException("Kafka did not start: " + e.getMessage(), e);
            endHalfStarted(new EmbeddedKafka(settings, server), failure);
            throw failure;
        }
        return new EmbeddedKafka(settings, server);
    }

    /** It has threads that would keep the JVM alive, and a lock on the folder. */
    private static void endHalfStarted(EmbeddedKafka broker, EmbeddedServerException failure) {
        try {
            broker.close();
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    public String bootstrapServers() {
        return "localhost:" + settings.port();
    }

    /** Stops the broker in order, but does not wait for ever. */
    @Override
    public void close() {
        CountDownLatch stopped = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("kafka-stop").start(() -> {
            server.shutdown();
            server.awaitShutdown();
            stopped.countDown();
        });
        try {
            if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new EmbeddedServerException("Kafka did not stop within " + STOP_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void format(Path directory) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .run();
    }
}
