package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What real ceremonies leave in the tenant logs, against the schemas that Auth0 publishes. */
class LogsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path SCHEMAS = Path.of(
            System.getProperty("latchkey.home", ".."),
            "audit-service",
            "src",
            "test",
            "resources",
            "auth0-log-schemas");
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    private static final Suite suite = Suite.running();
    private static final Application spa =
            new Application(new FrontDoor(suite.origin()), "http://localhost:" + suite.applicationPort(), "spa");
    private static final Operator operator = Operator.signedIn();

    @Test
    void followsAPersonFromChallengeToRevocation() {
        var person = spa.signUp(SoftwareAuthenticator.withAlgorithm(Algorithm.ES256), Person.newEmail());
        var session = spa.login();
        var assertion = person.authenticator().get(session.options(), spa.origin());
        var tokens = spa.redeem(session, assertion, body -> body.put("scope", "openid offline_access"));
        assertThat(spa.redeem(spa.login(), assertion).status()).isEqualTo(403);
        assertThat(spa.register("no address").status()).isEqualTo(400);
        var first = tokens.json().required("refresh_token").asString();
        var second = refresh(first).json().required("refresh_token").asString();
        refresh(second);
        assertThat(refresh(first).status()).isEqualTo(403);

        var logs = awaitLogs("user_id:\"" + person.userId() + "\"", List.of("ss", "s", "f", "sertft", "ferrt", "srrt"));
        logs.addAll(awaitLogs(
                "client_id:spa AND type:passkey*", List.of("passkey_challenge_started", "passkey_challenge_failed")));

        assertThat(logs)
                .allSatisfy(log -> assertThat(problemsOf(log)).as("%s", log).isEmpty());
        var signIn = logs.stream()
                .filter(log -> log.path("type").asString().equals("s"))
                .findFirst()
                .orElseThrow();
        assertThat(signIn.path("user_name").asString()).isEqualTo(person.email());
        assertThat(signIn.path("ip").asString()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(awaitLogs("user_name:" + person.email().substring(0, 20) + "* AND type:ss", List.of("ss")))
                .hasSize(1);
    }

    private static Answer refresh(String token) {
        return spa.token(Application.object()
                .put("grant_type", "refresh_token")
                .put("client_id", "spa")
                .put("refresh_token", token));
    }

    private static List<JsonNode> awaitLogs(String query, List<String> types) {
        var path = "/api/v2/logs?per_page=100&search=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        await("logs of " + query).atMost(LIMIT).untilAsserted(() -> assertThat(
                        operator.get(path).json().valueStream().map(log -> log.path("type")
                                .asString()))
                .containsAll(types));
        return new ArrayList<>(operator.get(path).json().valueStream().toList());
    }

    private static List<String> problemsOf(JsonNode log) {
        try {
            var schema = Files.readString(SCHEMAS.resolve(log.path("type").asString() + ".schema.json"));
            return REGISTRY
                    .getSchema(schema, InputFormat.JSON)
                    .validate(
                            log.toString(),
                            InputFormat.JSON,
                            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                    .stream()
                    .map(Object::toString)
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
