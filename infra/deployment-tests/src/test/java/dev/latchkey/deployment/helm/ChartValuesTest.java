package dev.latchkey.deployment.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values with a slip in them are refused before anything is rendered. */
class ChartValuesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Misspelt.
                "registraton: {replicas: 3}",
                "registration: {replica: 3}",
                "registration: {autoscaling: {maxReplica: 3}}",
                "secrets: {tickets: {name: latchkey-ticket}}",
                "secrets: {ticket: {secretName: latchkey-ticket}}",
                "database: {hostname: postgres.example.com}",
                "database: {passwords: {tokens: {name: latchkey-token-database}}}",
                "kafka: {bootstrapServer: ['kafka:9092']}",
                "networkPolicy: {postgresTo: [{ipBlocks: {cidr: 10.0.0.0/8}}]}",
                "cloudnativePg: {backup: {objectStore: backups}}",
                "gateway: {config: {}}",
                // Of another type.
                "token: {replicas: '3'}",
                "token: {replicas: 0}",
                "token: {drainSeconds: 10s}",
                "database: {port: '5432'}",
                "database: {port: 65536}",
                "kafka: {bootstrapServers: 'kafka-0.example.com:9092'}",
                "ingress: {enabled: 'yes'}",
                "ingress: {hosts: id.example.com}",
                // Of another form.
                "database: {sslMode: verify}",
                "database: {host: 'jdbc:postgresql://postgres/latchkey'}",
                "kafka: {bootstrapServers: [kafka-0.example.com]}",
                "ingress: {hosts: ['https://id.example.com']}",
                "token: {image: {digest: 0123abcd}}",
                "token: {resources: {limits: {memory: 768 MB}}}",
                "token: {topologySpread: {whenUnsatisfiable: Never}}",
                "token: {extensions: {hostPath: {path: /opt}}}",
                "telemetry: {otlpEndpoint: 'collector:4317'}",
                "telemetry: {sampling: '2'}",
                "gateway: {trustedProxies: [10.0.0.1]}",
                "secrets: {ticket: {name: Latchkey_Ticket}}",
                "management: {readinessPath: actuator/health}",
                "logging: {format: json}",
                "strimzi: {apiVersion: kafka.strimzi.io/v1alpha1}",
                // What belongs into a secret.
                "database: {parameters: {password: secret}}",
                "kafka: {properties: {sasl.jaas.config: secret}}"
            })
    void aSlipIsRefused(String values) {
        assertThatThrownBy(() -> Chart.renderedWith(values)).hasMessageContaining("schema");
    }

    @Test
    void everyValueIsKnownToTheSchema() {
        Map<String, Object> known =
                Manifest.map(Chart.yaml("values.schema.json").get("properties"));
        Map<String, Object> unknown = new TreeMap<>(Chart.yaml("values.yaml"));
        unknown.keySet().removeAll(known.keySet());

        assertThat(unknown).isEmpty();
    }

    @Test
    void theSchemaKnowsNoObjectThatTakesAnyName() {
        assertThat(openObjects(Chart.yaml("values.schema.json"), "values"))
                .as("objects without additionalProperties: those that are passed on as they are")
                .containsOnlyKeys(
                        "values.properties.global",
                        "values.properties.tenant.properties.config",
                        "values.properties.strimzi.properties.config",
                        "values.definitions.configuration",
                        "values.definitions.selector.properties.matchExpressions.items",
                        "values.definitions.environment.items.properties.valueFrom",
                        "values.definitions.service.properties.extraVolumes.items",
                        "values.definitions.service.properties.extraVolumeMounts.items",
                        "values.definitions.service.properties.extraEgress.items.properties.ports.items",
                        "values.definitions.service.properties.tolerations.items",
                        "values.definitions.service.properties.affinity",
                        "values.definitions.token.properties.extraVolumes.items",
                        "values.definitions.token.properties.extraVolumeMounts.items",
                        "values.definitions.token.properties.extraEgress.items.properties.ports.items",
                        "values.definitions.token.properties.extensions.properties.image",
                        "values.definitions.token.properties.extensions.properties.persistentVolumeClaim",
                        "values.definitions.token.properties.extensions.properties.configMap",
                        "values.definitions.token.properties.tolerations.items",
                        "values.definitions.token.properties.affinity",
                        "values.definitions.gateway.properties.extraVolumes.items",
                        "values.definitions.gateway.properties.extraVolumeMounts.items",
                        "values.definitions.gateway.properties.extraEgress.items.properties.ports.items",
                        "values.definitions.gateway.properties.tolerations.items",
                        "values.definitions.gateway.properties.affinity",
                        "values.properties.defaults.properties.tolerations.items",
                        "values.properties.defaults.properties.affinity");
    }

    private static Map<String, Object> openObjects(Map<String, Object> schema, String path) {
        Map<String, Object> open = new TreeMap<>();
        if ("object".equals(schema.get("type")) && !schema.containsKey("additionalProperties")) {
            open.put(path, schema);
        }
        for (Map.Entry<String, Object> entry : schema.entrySet()) {
            @Nullable Object value = entry.getValue();
            if (value instanceof Map<?, ?>) {
                open.putAll(openObjects(Manifest.map(value), path + "." + entry.getKey()));
            }
        }
        return open;
    }
}
