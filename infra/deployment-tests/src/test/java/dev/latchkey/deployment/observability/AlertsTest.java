package dev.latchkey.deployment.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.deployment.Project;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Each alert asks for something that is there, says what is wrong, and where it stands what to do. */
class AlertsTest {

    private static final String FOLDER = "infra/observability/prometheus/";
    private static final String DOCUMENT = "docs/observability.md";

    /** One alert of the rules. */
    record Alert(Map<?, ?> rule) {

        String text(String key) {
            return String.valueOf(rule.get(key));
        }

        String inner(String group, String key) {
            return String.valueOf(((Map<?, ?>) rule.get(group)).get(key));
        }

        @Override
        public String toString() {
            return text("alert");
        }
    }

    static Stream<Alert> alerts() {
        Map<?, ?> rules = yaml(FOLDER + "latchkey-rules.yaml");
        return ((List<?>) rules.get("groups"))
                .stream()
                        .flatMap(group -> ((List<?>) ((Map<?, ?>) group).get("rules")).stream())
                        .map(rule -> new Alert((Map<?, ?>) rule));
    }

    private static Map<?, ?> yaml(String path) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Project.read(path));
    }

    @Test
    void have_names_of_their_own() {
        assertThat(alerts().map(Alert::toString)).isNotEmpty().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void ask_for_meters_that_the_services_show(Alert alert) {
        assertThat(Meters.in(alert.text("expr"))).isSubsetOf(Meters.shown());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void say_how_bad_it_is_and_what_to_do(Alert alert) {
        assertThat(alert.inner("labels", "severity")).isIn("critical", "warning");
        assertThat(alert.inner("annotations", "summary")).isNotBlank().isNotEqualTo("null");
        assertThat(alert.inner("annotations", "runbook"))
                .isEqualTo(DOCUMENT + "#" + alert.text("alert").toLowerCase(java.util.Locale.ROOT));
        assertThat(Project.read(DOCUMENT)).contains("\n### " + alert.text("alert") + "\n");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void are_tested(Alert alert) {
        assertThat(Project.read(FOLDER + "latchkey-rules.test.yaml"))
                .containsPattern("alertname: " + alert.text("alert") + "\n\\s+exp_alerts:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"registration", "authentication", "token", "audit"})
    void are_fed_from_the_management_port_of_each_service(String service) {
        Matcher port = Pattern.compile("management:.*?\\n  server:\\n    port: (\\d+)", Pattern.DOTALL)
                .matcher(Project.read(service + "-service/src/main/resources/application.yaml"));

        assertThat(port.find()).isTrue();
        assertThat(Project.read(FOLDER + "prometheus.yaml"))
                .contains("\"" + service + "-service:" + port.group(1) + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"registration", "authentication", "token", "audit"})
    void find_the_meters_where_they_are_scraped(String service) {
        assertThat(Project.read(service + "-service/src/main/resources/application.yaml"))
                .containsPattern("include: [a-z,]*\\bprometheus\\b");
    }
}
