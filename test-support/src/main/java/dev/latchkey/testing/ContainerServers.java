package dev.latchkey.testing;

import dev.latchkey.embedded.PostgresServer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Both servers as containers; Testcontainers removes them when the JVM has ended. */
final class ContainerServers implements Servers {

    private final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18")
            .withUsername("postgres")
            .withPassword("postgres")
            .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
    private final KafkaContainer kafka =
            new KafkaContainer("apache/kafka:4.2.0").withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");

    ContainerServers() {
        postgres.start();
        kafka.start();
    }

    @Override
    public PostgresServer postgres() {
        return new PostgresServer(
                postgres.getHost(),
                postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                "postgres",
                "postgres");
    }

    @Override
    public String kafkaBootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public void close() {
        kafka.close();
        postgres.close();
    }

    @Override
    public String toString() {
        return "PostgreSQL and Kafka in containers";
    }
}
