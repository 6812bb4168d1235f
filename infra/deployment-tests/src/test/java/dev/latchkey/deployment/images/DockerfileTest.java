package dev.latchkey.deployment.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.deployment.Project;
import dev.latchkey.deployment.Services;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {

    private static final String DOCKERFILE = Project.read("infra/images/Dockerfile");

    @Test
    void startsFromNamedVersionsOnly() {
        List<String> images = Pattern.compile("(?m)^ARG \\w+_IMAGE=(.+)$")
                .matcher(DOCKERFILE)
                .results()
                .map(image -> image.group(1))
                .toList();

        assertThat(images).hasSize(2).allSatisfy(image -> assertThat(image)
                .matches("[a-z-]+:[0-9]+\\.[0-9]+[0-9._a-z-]*")
                .doesNotContain("latest"));
        List<String> stages = all("(?m)^FROM .* AS (\\S+)$");
        assertThat(all("(?m)^FROM (\\S+)"))
                .allSatisfy(from -> assertThat(from.startsWith("${") || stages.contains(from))
                        .as(from)
                        .isTrue());
    }

    @Test
    void runsAsANumberThatIsNotRoots() {
        assertThat(all("(?m)^USER (.+)$")).containsExactly("10001:10001");
        assertThat(stage("runtime")).contains("\nUSER 10001:10001\n");
    }

    @Test
    void namesTheVersionAndTheLicence() {
        assertThat(DOCKERFILE).contains("\nARG VERSION=" + Project.version() + "\n");
        assertThat(stage("runtime"))
                .contains(
                        "org.opencontainers.image.licenses=\"Apache-2.0\"",
                        "org.opencontainers.image.version=\"${VERSION}\"",
                        "org.opencontainers.image.revision=\"${REVISION}\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"registration-service", "authentication-service", "token-service", "audit-service"})
    void hasAnImageOfEachService(String service) {
        String stage = stage(service);

        assertThat(stage)
                .startsWith("FROM runtime AS")
                .contains("EXPOSE " + Services.port(service) + "\n")
                .contains("CMD [\"/opt/latchkey/health\", \"" + Services.managementPort(service) + "\"]")
                .contains("title=\"Latchkey " + service + "\"");
        assertEntryPoint(service, stage);
    }

    @Test
    void hasAnImageOfTheGateway() {
        String stage = stage("gateway");

        assertThat(stage).contains("EXPOSE 8080\n").contains("CMD [\"/opt/latchkey/health\", \"9080\"]");
        assertEntryPoint("gateway", stage);
    }

    /** The class that is started exists, and it is the one that the AOT cache was made with. */
    private static void assertEntryPoint(String part, String stage) {
        Matcher entry = Pattern.compile("(?m)^ENTRYPOINT \\[\"java\", (.*), \"([A-Za-z.]+)\"]$")
                .matcher(stage);
        assertThat(entry.find()).isTrue();
        assertThat(entry.group(1))
                .contains("\"@/opt/latchkey/jvm.options\"")
                .contains("\"-XX:AOTCache=/opt/latchkey/" + part + "/app.aot\"")
                .contains("\"-cp\", \"/opt/latchkey/" + part + "/" + part + ".jar\"");
        String main = entry.group(2);
        String module = part.equals("gateway") ? "infra/gateway" : part;
        assertThat(Project.root().resolve(module + "/src/main/java/" + main.replace('.', '/') + ".java"))
                .exists();
        assertThat(Project.read("infra/images/train")).contains("[" + part + "]=" + main + "\n");
    }

    @Test
    void letsTheJvmSayWhatItIsAllowed() {
        assertThat(Project.read("infra/images/jvm.options").lines().filter(line -> !line.startsWith("#")))
                .contains("--enable-native-access=ALL-UNNAMED")
                .anyMatch(option -> option.startsWith("-XX:MaxRAMPercentage="))
                .noneMatch(option -> option.startsWith("-Xm"));
    }

    @Test
    void givesTheBuilderNoSecrets() {
        assertThat(Project.read(".dockerignore").lines())
                .contains("infra/compose/secrets", ".env", ".git", ".latchkey");
    }

    @Test
    void namesScriptsThatCanBeRun() {
        for (String script : List.of("health", "train")) {
            assertThat(Files.isExecutable(Project.root().resolve("infra/images/" + script)))
                    .as(script)
                    .isTrue();
        }
    }

    private static String stage(String name) {
        int start = DOCKERFILE.indexOf(" AS " + name + "\n");
        assertThat(start).as("a stage called " + name).isPositive();
        int from = DOCKERFILE.lastIndexOf("FROM ", start);
        int next = DOCKERFILE.indexOf("\nFROM ", start);
        return DOCKERFILE.substring(from, next < 0 ? DOCKERFILE.length() : next);
    }

    private static List<String> all(String pattern) {
        List<String> found = new ArrayList<>();
        for (MatchResult match :
                Pattern.compile(pattern).matcher(DOCKERFILE).results().toList()) {
            found.add(match.group(1));
        }
        return found;
    }
}
