package dev.latchkey.kernel.messaging;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Opens producers that keep order and never give a record up. */
final class RelayProducers {

    private final KafkaSettings settings;

    RelayProducers(KafkaSettings settings) {
        this.settings = settings;
    }

    RelayProducer open() {
        Map<String, Object> properties = new HashMap<>(settings.clientProperties());
        properties.put("acks", "all");
        properties.put("enable.idempotence", true);
        properties.put("delivery.timeout.ms", Integer.MAX_VALUE);
        properties.put("max.block.ms", 5_000);
        properties.put("linger.ms", 0);
        return new RelayProducer(new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
    }
}
