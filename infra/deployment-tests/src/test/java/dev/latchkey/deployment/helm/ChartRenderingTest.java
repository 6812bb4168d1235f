package dev.latchkey.deployment.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import dev.latchkey.deployment.Project;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart renders is what Kubernetes and the operators understand. */
class ChartRenderingTest {

    private static final List<String> EACH_COMPONENT = List.of(
            "Deployment",
            "Service",
            "ServiceAccount",
            "PodDisruptionBudget",
            "HorizontalPodAutoscaler",
            "NetworkPolicy");

    @Test
    void isAPlainChart() {
        LintResult result = Chart.linted();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @Test
    void hasTheOneVersion() {
        assertThat(Chart.yaml("Chart.yaml"))
                .containsEntry("version", Project.version())
                .containsEntry("appVersion", Project.version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "everything", "operators", "gateway-api"})
    void rendersWhatKubernetesUnderstands(String values) {
        List<Manifest> manifests = Chart.rendered(values);

        assertThat(manifests).isNotEmpty();
        for (Manifest manifest : manifests) {
            if (ObjectModel.knows(manifest)) {
                ObjectModel.check(manifest);
            } else {
                CustomResources.check(manifest);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "everything", "operators", "gateway-api"})
    void rendersNoSecretAndNothingTwice(String values) {
        List<Manifest> manifests = Chart.rendered(values);

        assertThat(manifests).extracting(Manifest::kind).doesNotContain("Secret");
        assertThat(manifests).extracting(Manifest::toString).doesNotHaveDuplicates();
    }

    @Test
    void givesEachComponentAllItNeeds() {
        Map<String, List<String>> kinds = Chart.rendered("minimal").stream()
                .collect(Collectors.groupingBy(
                        Manifest::component, Collectors.mapping(Manifest::kind, Collectors.toList())));

        for (String component : Components.ALL) {
            assertThat(kinds.get(component)).as(component).containsAll(EACH_COMPONENT);
        }
        assertThat(kinds.get("migration")).contains("Job", "NetworkPolicy", "ServiceAccount");
    }

    @Test
    void saysAllThatIsMissing() {
        assertThatThrownBy(Chart::renderedAlone)
                .hasMessageContainingAll(
                        "tenant.config",
                        "secrets.ticket.name",
                        "secrets.privacy.name",
                        "secrets.treeHeads.name",
                        "database.passwords.registration.name",
                        "database.passwords.authentication.name",
                        "database.passwords.token.name",
                        "database.passwords.audit.name",
                        "database.host",
                        "kafka.bootstrapServers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secrets: {ticket: {name: ''}}",
                "secrets: {privacy: {name: ''}}",
                "secrets: {treeHeads: {name: ''}}",
                "database: {passwords: {token: {name: ''}}}",
                "database: {host: ''}",
                "kafka: {bootstrapServers: []}",
                "ingress: {enabled: true}",
                "httpRoute: {enabled: true, hosts: [id.example.com]}",
                "cloudnativePg: {enabled: true, backup: {enabled: true}}"
            })
    void rendersNothingWhileSomethingIsMissing(String values) {
        assertThatThrownBy(() -> Chart.renderedWith(values)).hasMessageContaining("These values are missing");
    }

    @Test
    void asksTheOperatorsWhereTheyAreChosen() {
        List<Manifest> manifests = Chart.rendered("operators");

        assertThat(manifests)
                .extracting(Manifest::toString)
                .contains(
                        "Cluster suite-latchkey-postgres",
                        "ScheduledBackup suite-latchkey-postgres",
                        "Kafka suite-latchkey-kafka",
                        "KafkaNodePool suite-latchkey-kafka-nodes",
                        "KafkaUser suite-latchkey-kafka-services");
        Manifest token = Components.deployment(manifests, "token");
        assertThat(Components.environment(token))
                .containsEntry(
                        "SPRING_DATASOURCE_URL",
                        "jdbc:postgresql://suite-latchkey-postgres-rw:5432/latchkey?sslmode=verify-full"
                                + "&sslrootcert=%2Fetc%2Flatchkey%2Fpostgres%2Fca.crt")
                .containsEntry("LATCHKEY_KAFKA_BOOTSTRAP_SERVERS", "suite-latchkey-kafka-kafka-bootstrap:9093");
    }

    @Test
    void preparesItsOwnDatabaseByTheSameScriptAsOperatorsDo() {
        String script = Project.read("infra/postgres/bootstrap.sql");
        assertThat(Project.read("infra/helm/latchkey/files/bootstrap.sql")).isEqualTo(script);

        String given = Chart.rendered("operators").stream()
                .filter(manifest -> manifest.name().endsWith("-bootstrap"))
                .map(manifest -> manifest.text("data", "bootstrap.sql"))
                .findFirst()
                .orElseThrow();

        assertThat(given)
                .contains("CREATE SCHEMA IF NOT EXISTS vault", "transaction_timeout")
                .doesNotContain(":'");
        assertThat(given.lines().toList())
                .isEqualTo(script.lines()
                        .filter(line -> !line.contains("WITH PASSWORD"))
                        .toList());
    }
}
