package dev.latchkey.deployment.helm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the operators' own definitions want of the objects that are theirs: the fields that the chart knows, and those that are needed. */
final class CustomResources {

    /**
     * What is known of a kind.
     *
     * @param needed paths that must be there
     * @param spec the fields that may stand in its spec
     */
    private record Definition(List<String> needed, Set<String> spec) {}

    private static final Definition KAFKA = new Definition(
            List.of("spec.kafka.listeners", "spec.kafka.config", "spec.entityOperator.userOperator"),
            Set.of("kafka", "entityOperator"));
    private static final Definition NODE_POOL = new Definition(
            List.of(
                    "metadata.labels.strimzi.io/cluster",
                    "spec.replicas",
                    "spec.roles",
                    "spec.storage.type",
                    "spec.storage.volumes"),
            Set.of("replicas", "roles", "storage", "resources"));
    private static final Definition KAFKA_USER = new Definition(
            List.of("metadata.labels.strimzi.io/cluster", "spec.authentication.type"), Set.of("authentication"));

    private static final Map<String, Definition> KNOWN = Map.ofEntries(
            Map.entry(
                    "gateway.networking.k8s.io/v1 HTTPRoute",
                    new Definition(
                            List.of("spec.parentRefs", "spec.hostnames", "spec.rules"),
                            Set.of("parentRefs", "hostnames", "rules"))),
            Map.entry(
                    "monitoring.coreos.com/v1 ServiceMonitor",
                    new Definition(
                            List.of("spec.selector", "spec.endpoints"),
                            Set.of("selector", "namespaceSelector", "targetLabels", "endpoints"))),
            Map.entry(
                    "postgresql.cnpg.io/v1 Cluster",
                    new Definition(
                            List.of(
                                    "spec.instances",
                                    "spec.storage.size",
                                    "spec.bootstrap.initdb.database",
                                    "spec.bootstrap.initdb.owner",
                                    "spec.bootstrap.initdb.postInitApplicationSQLRefs.configMapRefs",
                                    "spec.managed.roles"),
                            Set.of(
                                    "instances",
                                    "imageName",
                                    "storage",
                                    "walStorage",
                                    "postgresql",
                                    "bootstrap",
                                    "managed",
                                    "resources",
                                    "plugins",
                                    "backup"))),
            Map.entry(
                    "postgresql.cnpg.io/v1 ScheduledBackup",
                    new Definition(
                            List.of("spec.schedule", "spec.cluster.name", "spec.method"),
                            Set.of(
                                    "schedule",
                                    "immediate",
                                    "backupOwnerReference",
                                    "cluster",
                                    "method",
                                    "pluginConfiguration"))),
            Map.entry("kafka.strimzi.io/v1 Kafka", KAFKA),
            Map.entry("kafka.strimzi.io/v1beta2 Kafka", KAFKA),
            Map.entry("kafka.strimzi.io/v1 KafkaNodePool", NODE_POOL),
            Map.entry("kafka.strimzi.io/v1beta2 KafkaNodePool", NODE_POOL),
            Map.entry("kafka.strimzi.io/v1 KafkaUser", KAFKA_USER),
            Map.entry("kafka.strimzi.io/v1beta2 KafkaUser", KAFKA_USER));

    private CustomResources() {}

    static void check(Manifest manifest) {
        Definition definition = KNOWN.get(manifest.apiVersion() + " " + manifest.kind());
        if (definition == null) {
            throw new AssertionError("nobody knows " + manifest.apiVersion() + " " + manifest.kind());
        }
        List<String> wrong = new ArrayList<>();
        for (String path : definition.needed()) {
            if (manifest.at(steps(path)) == null) {
                wrong.add(path + " is missing");
            }
        }
        for (String field : Manifest.map(manifest.at("spec")).keySet()) {
            if (!definition.spec().contains(field)) {
                wrong.add("spec." + field + " is unknown");
            }
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError(manifest + ": " + wrong);
        }
    }

    /** The steps of a path; the name of a label has a dot in it. */
    private static String[] steps(String path) {
        String labels = "metadata.labels.";
        return path.startsWith(labels)
                ? new String[] {"metadata", "labels", path.substring(labels.length())}
                : path.split("\\.", -1);
    }
}
