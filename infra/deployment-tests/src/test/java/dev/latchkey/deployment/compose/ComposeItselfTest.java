package dev.latchkey.deployment.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.deployment.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compose's own reading of the files, where a Compose v2 is on the machine; what matters is held without it by ComposeFileTest. */
class ComposeItselfTest {

    private static final List<List<String>> COMMANDS = List.of(
            List.of(Objects.requireNonNullElse(System.getenv("COMPOSE"), "docker-compose")),
            List.of("docker", "compose"));

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "docker-compose.yml:infra/compose/development.yml"})
    void understandsTheFiles(String files) throws Exception {
        List<String> command = COMMANDS.stream()
                .filter(ComposeItselfTest::isVersion2)
                .findFirst()
                .orElse(List.of());
        Assumptions.assumeFalse(command.isEmpty(), "there is no Compose v2 here (COMPOSE names one)");
        List<String> words = new ArrayList<>(command);
        for (String file : files.split(":", -1)) {
            words.addAll(List.of("-f", file));
        }
        words.addAll(List.of("config", "--quiet"));

        assertThat(run(words)).isEqualTo("0 ");
    }

    private static boolean isVersion2(List<String> command) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("version", "--short"));
        try {
            return run(words).matches("0 v?[2-9][0-9.]+.*");
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String run(List<String> words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .directory(Project.root().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + said;
    }
}
