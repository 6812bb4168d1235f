package dev.latchkey.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** What an embedded Kafka needs to know: where its data is and the port of its clients. */
public record KafkaSettings(Path data, int port) {

    private static final String HOST = "127.0.0.1";

    /** One broker that is its own controller. The quorum is static, so both ports may differ from run to run. */
    Properties properties() {
        int controllerPort = FreePorts.any();
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@" + HOST + ":" + controllerPort,
                "listeners", "CLIENTS://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort,
                "advertised.listeners", "CLIENTS://localhost:" + port,
                "listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "CLIENTS",
                "controller.listener.names", "CONTROLLER",
                "log.dirs", data.toAbsolutePath().toString()));
        properties.putAll(SMALL);
        properties.putAll(QUICK_AFTER_A_CRASH);
        return properties;
    }

    private static final Map<String, String> SMALL = Map.of(
            "auto.create.topics.enable", "false",
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "4",
            "log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20),
            "num.network.threads", "2",
            "num.io.threads", "2");

    /** A killed broker's registration is forgotten after 3 seconds, so that the next start does not wait for it. */
    private static final Map<String, String> QUICK_AFTER_A_CRASH = Map.of(
            "broker.session.timeout.ms", "3000",
            "broker.heartbeat.interval.ms", "300",
            "group.initial.rebalance.delay.ms", "0",
            "controlled.shutdown.enable", "true");
}
