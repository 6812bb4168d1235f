package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.authenticator.Algorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The example of a consumer against the topics of the real suite, stopped and started in between. */
class EventConsumerIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Suite suite = Suite.running();
    private static final Application careful = Application.client("careful");

    @TempDir
    Path folder;

    @Test
    void countsEachSignInOnceThroughARestart() {
        var person = careful.signUp(Algorithm.ES256);
        careful.signIn(person);
        var consumer = start();
        await("the first sign-ins").atMost(LIMIT).until(() -> signIns() >= 1 && isWelcomed(person.userId()));
        var before = signIns();

        careful.signIn(person);
        await("one more").atMost(LIMIT).until(() -> signIns() == before + 1);
        consumer.destroyForcibly();
        Suite.awaitEnd(consumer, Duration.ofSeconds(20));
        careful.signIn(person);
        consumer = start();
        await("what happened while it was away").atMost(LIMIT).until(() -> signIns() == before + 2);
        consumer.destroy();
        Suite.awaitEnd(consumer, Duration.ofSeconds(20));

        assertThat(kept().path("welcomes")
                        .valueStream()
                        .filter(welcome -> welcome.path("userId").asString().equals(person.userId())))
                .hasSize(1);
        assertThat(said()).contains("stopped").doesNotContain("set aside");
    }

    private Process start() {
        var jar = Suite.home().resolve("examples/event-consumer/target/example-event-consumer.jar");
        assertThat(jar).as("built by `mvn verify` from the root").exists();
        try {
            return new ProcessBuilder(
                            Suite.java(),
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            jar.toString(),
                            suite.description().required("kafka").asString(),
                            Suite.home().resolve("docs/events/schemas").toString(),
                            folder.resolve("effects.json").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("consumer.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long signIns() {
        return kept().path("signIns").path("careful").asLong(0);
    }

    private boolean isWelcomed(String userId) {
        return kept().path("welcomes")
                .valueStream()
                .anyMatch(welcome -> welcome.path("userId").asString().equals(userId));
    }

    private JsonNode kept() {
        var file = folder.resolve("effects.json");
        return Files.exists(file) ? new JsonMapper().readTree(file) : new JsonMapper().createObjectNode();
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("consumer.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
