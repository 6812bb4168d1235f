package dev.latchkey.kernel.messaging;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Opens the consumers of a service's feeds: the instances of one service share the partitions of a feed, and services that
 * have a feed of the same name do not.
 */
final class FeedConsumers {

    private static final int MOST_RECORDS = 500;

    private final KafkaSettings settings;
    private final String service;

    FeedConsumers(KafkaSettings settings, String service) {
        this.settings = settings;
        this.service = service;
    }

    Consumer<byte[], byte[]> open(String feed) {
        Map<String, Object> properties = new HashMap<>(settings.clientProperties());
        properties.put("group.id", "latchkey." + service + "." + feed);
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "none");
        properties.put("allow.auto.create.topics", false);
        properties.put("max.poll.records", MOST_RECORDS);
        // A dead instance must not hold its partitions for the default 45 seconds.
        properties.put("session.timeout.ms", 10_000);
        properties.put("heartbeat.interval.ms", 2_000);
        // Topics appear when the service that owns them starts for the first time.
        properties.put("metadata.max.age.ms", 5_000);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
