package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.events.StreamType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** One topic a kind of stream, kept without a time limit, because projections are rebuilt from them. */
final class Topics {

    private static final String PREFIX = "latchkey.";
    private static final long TIME_LIMIT_SECONDS = 5;

    private final KafkaSettings settings;

    Topics(KafkaSettings settings) {
        this.settings = settings;
    }

    static String of(StreamType type) {
        return of(type.stableName());
    }

    static String of(String streamType) {
        return PREFIX + streamType;
    }

    /** Creates what is missing; existing topics are left as an operator made them. */
    void create(Set<StreamType> types) throws InterruptedException, TimeoutException {
        Map<String, Object> properties = new HashMap<>(settings.clientProperties());
        properties.put("default.api.timeout.ms", (int) TimeUnit.SECONDS.toMillis(TIME_LIMIT_SECONDS));
        properties.put("request.timeout.ms", (int) TimeUnit.SECONDS.toMillis(TIME_LIMIT_SECONDS));
        Admin admin = Admin.create(properties);
        try {
            Set<NewTopic> topics = types.stream().map(this::topic).collect(Collectors.toSet());
            for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
                awaitCreated(created);
            }
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private static void awaitCreated(KafkaFuture<Void> created) throws InterruptedException, TimeoutException {
        try {
            created.get(TIME_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException problem) {
            if (!(problem.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topics cannot be created", problem.getCause());
            }
        }
    }

    private NewTopic topic(StreamType type) {
        return new NewTopic(
                        of(type),
                        settings.topics().partitions(),
                        settings.topics().replicationFactor())
                .configs(Map.of("retention.ms", "-1", "retention.bytes", "-1", "cleanup.policy", "delete"));
    }
}
