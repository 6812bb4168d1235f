package dev.latchkey.standalone.supervision;

import dev.latchkey.embedded.EmbeddedKafka;
import dev.latchkey.embedded.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Kafka in a JVM of its own, so that it can be stopped and started while the suite runs. */
final class KafkaProcess {

    private KafkaProcess() {}

    /** Takes the data folder, the port, and the file to write its pid into when clients can connect. */
    public static void main(String[] arguments) throws Exception {
        KafkaSettings settings = new KafkaSettings(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Path ready = Path.of(arguments[2]);
        EmbeddedKafka kafka = startOrEnd(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "kafka-close"));
        Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
        new CountDownLatch(1).await();
    }

    /** A broker that could not start may leave threads behind: the process ends all the same, so that its supervisor sees it. */
    private static EmbeddedKafka startOrEnd(KafkaSettings settings) {
        try {
            return EmbeddedKafka.start(settings);
        } catch (RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
            throw e;
        }
    }

    /** Whether the broker with this pid has said that it is ready. */
    static boolean isReady(Path ready, long pid) {
        try {
            return Files.exists(ready) && Files.readString(ready).equals(Long.toString(pid));
        } catch (IOException e) {
            return false;
        }
    }
}
