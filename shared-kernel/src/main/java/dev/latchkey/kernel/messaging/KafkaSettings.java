package dev.latchkey.kernel.messaging;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Kafka is, prefix {@code latchkey.kafka}.
 *
 * @param properties any further client property, such as {@code security.protocol}
 */
@ConfigurationProperties("latchkey.kafka")
public record KafkaSettings(
        @DefaultValue("localhost:9092") String bootstrapServers,
        @DefaultValue Map<String, String> properties,
        @DefaultValue TopicSettings topics) {

    /**
     * How topics are created when they are missing.
     *
     * @param partitions how many consumers of one projection can share the work
     * @param replicationFactor how many brokers keep each event
     */
    public record TopicSettings(
            @DefaultValue("3") int partitions,
            @DefaultValue("3") short replicationFactor) {}

    /** The properties that every client starts from. */
    Map<String, Object> clientProperties() {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("bootstrap.servers", bootstrapServers);
        all.putIfAbsent("reconnect.backoff.ms", 100);
        all.putIfAbsent("reconnect.backoff.max.ms", 1_000);
        all.putIfAbsent("retry.backoff.max.ms", 1_000);
        return all;
    }
}
