package dev.latchkey.testing;

import dev.latchkey.embedded.PostgresServer;
import org.testcontainers.DockerClientFactory;

/** One PostgreSQL and one Kafka, however they came to be. */
interface Servers extends AutoCloseable {

    /** Containers where a Docker engine is, embedded servers otherwise; tests see no difference. */
    static Servers start() {
        return DockerClientFactory.instance().isDockerAvailable() ? new ContainerServers() : new EmbeddedServers();
    }

    PostgresServer postgres();

    String kafkaBootstrapServers();

    @Override
    void close();
}
