package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.events.StreamType;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
public final class Topics {

    private static final String PREFIX = "latchkey.";
    /** What relays say of positions, not of what happened. */
    public static final String RELAY = PREFIX + "relay";

    private static final long TIME_LIMIT_SECONDS = 5;

    private final KafkaSettings settings;

    Topics(KafkaSettings settings) {
        this.settings = settings;
    }

    /** The topic of all streams of a kind. */
    public static String of(StreamType type) {
        return of(type.stableName());
    }

    static String of(String streamType) {
        return PREFIX + streamType;
    }

    /** The kind of the streams in a topic. */
    static String streamTypeOf(String topic) {
        return topic.substring(PREFIX.length());
    }

    /** Creates what is missing of the relay's topics: those of its facts and the one of its positions. */
    void create(Set<StreamType> types) throws InterruptedException, TimeoutException {
        Set<String> names = types.stream().map(Topics::of).collect(Collectors.toCollection(HashSet::new));
        names.add(RELAY);
        create(names.stream().map(this::topic).toList());
    }

    /** Creates one of a single partition, whose records so stay in order. */
    void createOrdered(String name) throws InterruptedException, TimeoutException {
        create(List.of(topic(name, 1)));
    }

    /** Existing topics are left as an operator made them. */
    private void create(List<NewTopic> topics) throws InterruptedException, TimeoutException {
        Map<String, Object> properties = new HashMap<>(settings.clientProperties());
        properties.put("default.api.timeout.ms", (int) TimeUnit.SECONDS.toMillis(TIME_LIMIT_SECONDS));
        properties.put("request.timeout.ms", (int) TimeUnit.SECONDS.toMillis(TIME_LIMIT_SECONDS));
        Admin admin = Admin.create(properties);
        try {
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

    private NewTopic topic(String name) {
        return topic(name, settings.topics().partitions());
    }

    private NewTopic topic(String name, int partitions) {
        return new NewTopic(name, partitions, settings.topics().replicationFactor())
                .configs(Map.of("retention.ms", "-1", "retention.bytes", "-1", "cleanup.policy", "delete"));
    }
}
