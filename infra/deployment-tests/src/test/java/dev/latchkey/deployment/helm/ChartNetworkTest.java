package dev.latchkey.deployment.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.deployment.Project;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Who may talk to whom, and that they talk at the ports where the services listen. */
class ChartNetworkTest {

    private final List<Manifest> manifests = Chart.rendered("minimal");

    @Test
    void portsAreThoseOfTheServices() {
        for (String service : Components.SERVICES) {
            Map<String, Object> configuration = new Yaml()
                    .load(Project.read("%1$s-service/src/main/resources/application.yaml".formatted(service)));
            Object port = Manifest.at(configuration, "server", "port");
            Object managementPort = Manifest.at(configuration, "management", "server", "port");

            assertThat(Manifest.maps(Components.container(Components.deployment(manifests, service))
                            .get("ports")))
                    .as(service)
                    .extracting(each -> each.get("containerPort"))
                    .containsExactly(port, managementPort);
            assertThat(Components.only(manifests, "Service", service).list("spec", "ports"))
                    .as(service)
                    .extracting(each -> each.get("port"))
                    .containsExactly(port, managementPort);
        }
    }

    @Test
    void theManagementPortIsOpenToProbes() {
        for (String service : Components.SERVICES) {
            assertThat(Components.environment(Components.deployment(manifests, service)))
                    .as(service)
                    .containsEntry("MANAGEMENT_SERVER_ADDRESS", "0.0.0.0");
        }
        assertThat(Components.environment(Components.deployment(manifests, "gateway")))
                .containsEntry("LATCHKEY_GATEWAY_MANAGEMENT_ADDRESS", "0.0.0.0");
        for (String component : Components.ALL) {
            Map<String, Object> container = Components.container(Components.deployment(manifests, component));
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(Manifest.at(container, probe, "httpGet", "port"))
                        .as("%s of %s", probe, component)
                        .isEqualTo("management");
            }
        }
    }

    @Test
    void theGatewayKnowsAndReachesEveryServiceThatAnswersARoute() {
        Map<String, String> environment = Components.environment(Components.deployment(manifests, "gateway"));
        for (String service : routedServices()) {
            String port = Components.only(manifests, "Service", service)
                    .list("spec", "ports")
                    .getFirst()
                    .get("port")
                    .toString();
            assertThat(environment)
                    .containsEntry(
                            "LATCHKEY_GATEWAY_UPSTREAM_" + service.toUpperCase(Locale.ROOT),
                            "http://suite-latchkey-" + service + ":" + port);
            assertThat(mayReach("gateway", service, port)).as(service).isTrue();
        }
    }

    @Test
    void theKeysOfTheIssuerAreReachedByThoseWhoCheckTokens() {
        for (String service : List.of("registration", "authentication", "audit")) {
            assertThat(Components.environment(Components.deployment(manifests, service)))
                    .containsEntry("LATCHKEY_TOKEN_SERVICE_URL", "http://suite-latchkey-token:8083");
            assertThat(mayReach(service, "token", "8083")).as(service).isTrue();
        }
    }

    @Test
    void nothingElseIsReached() {
        assertThat(mayReach("registration", "authentication", "8082")).isFalse();
        assertThat(mayReach("audit", "registration", "8081")).isFalse();
        assertThat(mayReach("token", "audit", "8084")).isFalse();
        assertThat(mayReach("gateway", "token", "9083")).isFalse();
        assertThat(mayReach("token", "gateway", "8080")).isFalse();
    }

    @Test
    void whatNoRuleLetsThroughIsDenied() {
        Manifest deny = manifests.stream()
                .filter(manifest -> manifest.name().endsWith("-default-deny"))
                .findFirst()
                .orElseThrow();

        assertThat(deny.at("spec", "policyTypes")).isEqualTo(List.of("Ingress", "Egress"));
        assertThat(Manifest.map(deny.at("spec"))).doesNotContainKeys("ingress", "egress");
        // It selects the pods of every component, and of the migrations.
        Map<String, Object> selected = Manifest.map(deny.at("spec", "podSelector", "matchLabels"));
        assertThat(selected).isNotEmpty();
        for (Manifest workload : manifests) {
            if (workload.kind().equals("Deployment") || workload.kind().equals("Job")) {
                assertThat(Manifest.map(workload.at("spec", "template", "metadata", "labels")))
                        .containsAllEntriesOf(selected);
            }
        }
    }

    @Test
    void servicesAndMigrationsGetToPostgresAndServicesToKafka() {
        for (String service : Components.SERVICES) {
            assertThat(egressPorts(service)).as(service).contains("53", "5432", "9092");
        }
        assertThat(egressPorts("migration")).containsExactlyInAnyOrder("53", "5432");
        assertThat(egressPorts("gateway")).doesNotContain("5432", "9092");
    }

    @Test
    void theDatabaseOfTheChartTakesTheConnectionsOfAllPods() {
        int connections = 0;
        for (String service : Components.SERVICES) {
            Map<String, Object> configuration = new Yaml()
                    .load(Project.read("%1$s-service/src/main/resources/application.yaml".formatted(service)));
            Object pool = Manifest.at(configuration, "spring", "datasource", "hikari", "maximum-pool-size");
            String pods = Components.only(manifests, "HorizontalPodAutoscaler", service)
                    .text("spec", "maxReplicas");
            connections += (Integer.parseInt(pods) + 1) * (Integer) Objects.requireNonNull(pool);
        }

        Object taken = Manifest.at(Chart.yaml("values.yaml"), "cloudnativePg", "parameters", "max_connections");

        assertThat((Integer) taken).isGreaterThan(connections);
    }

    @ParameterizedTest
    @ValueSource(strings = {"everything", "gateway-api"})
    void theWayInLeadsToTheGateway(String values) {
        List<Manifest> rendered = Chart.rendered(values);
        Manifest way = rendered.stream()
                .filter(manifest ->
                        manifest.kind().equals("Ingress") || manifest.kind().equals("HTTPRoute"))
                .findFirst()
                .orElseThrow();

        assertThat(way.content().toString()).contains("suite-latchkey-gateway", "id.example.com");
        assertThat(rendered).anyMatch(manifest -> manifest.toString().equals("Service suite-latchkey-gateway"));
    }

    /** Whether both sides let it: egress of one, ingress of the other. */
    private boolean mayReach(String from, String to, String port) {
        return allows(policy(from).list("spec", "egress"), "to", to, port)
                && allows(policy(to).list("spec", "ingress"), "from", from, port);
    }

    private static boolean allows(List<Map<String, Object>> rules, String side, String component, String port) {
        return rules.stream()
                .filter(rule -> Manifest.maps(rule.get("ports")).stream()
                        .anyMatch(each -> port.equals(String.valueOf(each.get("port")))))
                .flatMap(rule -> Manifest.maps(rule.get(side)).stream())
                .anyMatch(peer -> component.equals(
                        Manifest.at(peer, "podSelector", "matchLabels", "app.kubernetes.io/component")));
    }

    private Set<String> egressPorts(String component) {
        Set<String> ports = new TreeSet<>();
        for (Map<String, Object> rule : policy(component).list("spec", "egress")) {
            Manifest.maps(rule.get("ports")).forEach(port -> ports.add(String.valueOf(port.get("port"))));
        }
        return ports;
    }

    private Manifest policy(String component) {
        return Components.only(manifests, "NetworkPolicy", component);
    }

    private static Set<String> routedServices() {
        Set<String> services = new TreeSet<>();
        Project.read("infra/gateway/src/main/resources/dev/latchkey/gateway/routes.txt")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> services.add(line.substring(line.lastIndexOf(' ') + 1)));
        assertThat(services).contains("token");
        return services;
    }
}
