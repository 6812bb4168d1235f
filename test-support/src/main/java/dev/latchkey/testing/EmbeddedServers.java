package dev.latchkey.testing;

import dev.latchkey.embedded.EmbeddedKafka;
import dev.latchkey.embedded.EmbeddedPostgres;
import dev.latchkey.embedded.FreePorts;
import dev.latchkey.embedded.KafkaSettings;
import dev.latchkey.embedded.PostgresServer;
import dev.latchkey.embedded.PostgresSettings;

/** Both servers out of Maven artifacts, on data that is thrown away. */
final class EmbeddedServers implements Servers {

    private final TemporaryFolder folder = TemporaryFolder.create();
    private final EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresSettings.throwaway(folder.path()));
    private final EmbeddedKafka kafka =
            EmbeddedKafka.start(new KafkaSettings(folder.path().resolve("kafka"), FreePorts.any()));

    @Override
    public PostgresServer postgres() {
        return postgres.server();
    }

    @Override
    public String kafkaBootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public void close() {
        try (folder;
                postgres;
                kafka) {
            // Closed in the reverse order of this list.
        }
    }

    @Override
    public String toString() {
        return "embedded PostgreSQL and Kafka (there is no Docker engine)";
    }
}
