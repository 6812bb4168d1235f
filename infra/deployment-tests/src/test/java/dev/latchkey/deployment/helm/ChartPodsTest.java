package dev.latchkey.deployment.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.deployment.Project;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pods satisfy Kubernetes' restricted profile, see their own secrets alone, and let what is under way end. */
class ChartPodsTest {

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "everything", "operators", "gateway-api"})
    void satisfyTheRestrictedProfile(String values) {
        List<Manifest> workloads = Chart.rendered(values).stream()
                .filter(manifest ->
                        manifest.kind().equals("Deployment") || manifest.kind().equals("Job"))
                .toList();

        assertThat(workloads).hasSizeGreaterThanOrEqualTo(Components.ALL.size());
        SoftAssertions softly = new SoftAssertions();
        workloads.forEach(workload -> checkRestricted(softly, workload));
        softly.assertAll();
    }

    private static void checkRestricted(SoftAssertions softly, Manifest workload) {
        Map<String, Object> pod = Manifest.map(workload.at("spec", "template", "spec"));
        softly.assertThat(pod).as("%s", workload).doesNotContainKeys("hostNetwork", "hostPID", "hostIPC");
        softly.assertThat(pod).as("%s", workload).containsEntry("automountServiceAccountToken", false);
        softly.assertThat(Manifest.map(pod.get("securityContext")))
                .as("%s", workload)
                .containsEntry("runAsNonRoot", true)
                .containsEntry("runAsUser", 10001)
                .containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"));
        for (Map<String, Object> volume : Manifest.maps(pod.get("volumes"))) {
            softly.assertThat(volume.keySet())
                    .as("%s", workload)
                    .containsAnyOf("configMap", "secret", "emptyDir", "persistentVolumeClaim", "image");
        }
        for (Map<String, Object> container : Components.containers(workload)) {
            softly.assertThat(Manifest.map(container.get("securityContext")))
                    .as("%s of %s", container.get("name"), workload)
                    .containsEntry("allowPrivilegeEscalation", false)
                    .containsEntry("readOnlyRootFilesystem", true)
                    .containsEntry("runAsNonRoot", true)
                    .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
            softly.assertThat(Manifest.at(container, "resources", "limits", "memory"))
                    .as("memory of %s", workload)
                    .isNotNull();
            softly.assertThat(Manifest.maps(container.get("volumeMounts")))
                    .as("mounts of %s", workload)
                    .anyMatch(mount -> "/tmp".equals(mount.get("mountPath")));
        }
    }

    @Test
    void seeTheirOwnSecretsAlone() {
        List<Manifest> manifests = Chart.rendered("minimal");

        assertThat(Components.secrets(Components.deployment(manifests, "registration")))
                .containsExactlyInAnyOrder("latchkey-ticket", "latchkey-privacy", "latchkey-registration-database");
        assertThat(Components.secrets(Components.deployment(manifests, "authentication")))
                .containsExactlyInAnyOrder("latchkey-ticket", "latchkey-privacy", "latchkey-authentication-database");
        assertThat(Components.secrets(Components.deployment(manifests, "token")))
                .containsExactlyInAnyOrder("latchkey-ticket", "latchkey-privacy", "latchkey-token-database");
        assertThat(Components.secrets(Components.deployment(manifests, "audit")))
                .containsExactlyInAnyOrder("latchkey-tree-heads", "latchkey-privacy", "latchkey-audit-database");
        assertThat(Components.secrets(Components.deployment(manifests, "gateway")))
                .isEmpty();
        assertThat(Components.secrets(Components.only(manifests, "Job", "migration")))
                .containsExactlyInAnyOrderElementsOf(Components.SERVICES.stream()
                        .map(service -> "latchkey-" + service + "-database")
                        .toList());
    }

    @Test
    void mountWhatTheirConfigurationNames() {
        for (Manifest deployment : Chart.rendered("everything")) {
            if (!deployment.kind().equals("Deployment")
                    || deployment.component().equals("gateway")) {
                continue;
            }
            List<Object> mounts = Manifest.maps(Components.container(deployment).get("volumeMounts")).stream()
                    .map(mount -> mount.get("mountPath"))
                    .toList();
            String files = Components.environment(deployment).get("SPRING_CONFIG_ADDITIONAL_LOCATION");
            assertThat(files).as("%s", deployment).isNotNull();
            for (String file : files.split(",", -1)) {
                String folder = file.substring("file:".length(), file.lastIndexOf('/'));
                assertThat(mounts).as("%s", deployment).contains(folder);
            }
            assertThat(mounts).contains("/etc/latchkey/postgres", "/etc/latchkey/kafka");
        }
    }

    @Test
    void letRequestsUnderWayEndBeforeTheyGo() {
        for (Manifest deployment : Chart.rendered("everything")) {
            if (!deployment.kind().equals("Deployment")) {
                continue;
            }
            Object sleep = Manifest.at(Components.container(deployment), "lifecycle", "preStop", "sleep", "seconds");
            int grace = Integer.parseInt(deployment.text("spec", "template", "spec", "terminationGracePeriodSeconds"));
            // The services then wait ten seconds for what is under way, the gateway twenty.
            assertThat((Integer) sleep).as("%s", deployment).isPositive().isLessThanOrEqualTo(grace - 15);
            assertThat(deployment.at("spec", "strategy", "rollingUpdate", "maxUnavailable"))
                    .isEqualTo(0);
        }
    }

    @Test
    void areMigratedByTheNewImagesWithTokenServiceFirst() {
        Manifest job = Components.only(Chart.rendered("minimal"), "Job", "migration");

        assertThat(Components.containers(job))
                .extracting(container -> container.get("name"))
                .containsExactly("token", "registration", "authentication", "audit");
        assertThat(Components.containers(job)).allSatisfy(container -> {
            assertThat(container).containsEntry("args", List.of("migrate"));
            assertThat(container.get("image").toString()).startsWith("latchkey/" + container.get("name") + "-service:");
        });
        assertThat(Project.read("infra/helm/latchkey/templates/migration.yaml")).contains("helm.sh/hook: pre-upgrade");
    }

    @Test
    void takeAnImageByDigestTagOrVersion() {
        List<Manifest> manifests = Chart.rendered("everything");

        assertThat(Components.container(Components.deployment(manifests, "token"))
                        .get("image"))
                .isEqualTo("registry.example.com/mirror/latchkey/token-service@sha256:" + "0123456789abcdef".repeat(4));
        assertThat(Components.container(Components.deployment(manifests, "audit"))
                        .get("image"))
                .isEqualTo("registry.example.com/mirror/latchkey/audit-service:0.2.0-patched");
        assertThat(Components.container(Components.deployment(manifests, "gateway"))
                        .get("image"))
                .isEqualTo("registry.example.com/mirror/latchkey/gateway:0.2.0");
    }

    @Test
    void areReplacedWhenTheirConfigurationChanges() {
        String before = checksum(Chart.rendered("minimal"), "token");

        assertThat(checksum(Chart.renderedWith("token: {config: {latchkey: {relay: {claim: 20s}}}}"), "token"))
                .isNotEqualTo(before);
        assertThat(checksum(Chart.renderedWith("tenant: {config: {name: Other}}"), "token"))
                .isNotEqualTo(before);
        assertThat(checksum(Chart.renderedWith("audit: {config: {latchkey: {audit: {retention: 400d}}}}"), "token"))
                .isEqualTo(before);
    }

    private static String checksum(List<Manifest> manifests, String component) {
        return Components.deployment(manifests, component)
                .text("spec", "template", "metadata", "annotations", "checksum/config");
    }
}
