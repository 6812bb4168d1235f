package dev.latchkey.testing;

import dev.latchkey.embedded.EmbeddedKafka;
import dev.latchkey.embedded.FreePorts;
import dev.latchkey.embedded.KafkaSettings;
import org.jspecify.annotations.Nullable;

/** A Kafka of one's own that goes away and comes back, at the same address and with its data: for tests of what happens meanwhile. */
public final class StoppableKafka implements AutoCloseable {

    private final TemporaryFolder folder = TemporaryFolder.create();
    private final KafkaSettings settings = new KafkaSettings(folder.path().resolve("kafka"), FreePorts.any());
    private @Nullable EmbeddedKafka running;

    /** One that is not running yet. */
    public static StoppableKafka stopped() {
        return new StoppableKafka();
    }

    public static StoppableKafka started() {
        StoppableKafka kafka = new StoppableKafka();
        kafka.start();
        return kafka;
    }

    private StoppableKafka() {}

    /** Where it is while it runs. */
    public String bootstrapServers() {
        return "localhost:" + settings.port();
    }

    public void start() {
        if (running == null) {
            running = EmbeddedKafka.start(settings);
        }
    }

    public void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    @Override
    public void close() {
        stop();
        folder.close();
    }
}
