package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What really comes out of Kafka is what docs/events says. */
class EventSchemasIT {

    private static final Path SCHEMAS = Suite.home().resolve("docs/events/schemas");
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Suite suite = Suite.running();
    private static final Application spa =
            new Application(new FrontDoor(suite.origin()), "http://localhost:" + suite.applicationPort(), "spa");

    private final Map<String, Schema> known = new ConcurrentHashMap<>();

    @Test
    void publishesWhatItsSchemasSay() {
        var person = walk();

        var facts = suite.events().all();

        assertThat(facts)
                .extracting(Fact::type)
                .contains(
                        "challenge-issued",
                        "challenge-refused",
                        "auth-session-redeemed",
                        "auth-session-rejected",
                        "user-created",
                        "user-profile-changed",
                        "user-erased",
                        "credential-registered",
                        "credential-used",
                        "credential-revoked",
                        "grant-opened",
                        "refresh-token-rotated",
                        "refresh-token-refused",
                        "grant-revoked");
        assertThat(facts).allSatisfy(fact -> {
            assertThat(problems(fact.type() + "-" + fact.header("ce_revision"), fact.value()))
                    .as("%s", fact)
                    .isEmpty();
            assertThat(problems("event-headers", new JsonMapper().writeValueAsString(fact.headers())))
                    .as("headers of %s", fact)
                    .isEmpty();
            assertThat(fact.header("ce_subject")).isEqualTo(fact.key());
        });
        assertThat(facts).anyMatch(fact -> fact.key().equals(person.userId()));
    }

    /** From a refused challenge to an erasure. */
    private static Person walk() {
        assertThat(spa.register("no address").status()).isEqualTo(400);
        var person = spa.signUp(SoftwareAuthenticator.deviceBound(Algorithm.ES256));
        var session = spa.login();
        var assertion = person.authenticator().get(session.options(), spa.origin());
        var tokens = spa.redeem(session, assertion, body -> body.put("scope", "openid offline_access"));
        assertThat(spa.redeem(session, assertion).status()).isEqualTo(403);
        var first = tokens.json().required("refresh_token").asString();
        assertThat(refresh(first).isOk()).isTrue();
        assertThat(refresh(first).status()).isEqualTo(403);
        var operator = Operator.signedIn();
        assertThat(operator.changeUser(person.userId(), Application.object().put("name", "Ada King"))
                        .isOk())
                .isTrue();
        assertThat(operator.erase(person.userId()).isOk()).isTrue();
        awaitErasure(person);
        return person;
    }

    private static void awaitErasure(Person person) {
        await("the erasure on Kafka").until(() -> List.of(
                        "user-erased",
                        "grant-revoked",
                        "credential-revoked",
                        "refresh-token-refused",
                        "user-profile-changed")
                .stream()
                .allMatch(type -> suite.events().all().stream()
                        .anyMatch(fact ->
                                fact.type().equals(type) && fact.text("userId").equals(person.userId()))));
    }

    private static Answer refresh(String token) {
        return spa.token(Application.object()
                .put("grant_type", "refresh_token")
                .put("client_id", "spa")
                .put("refresh_token", token));
    }

    private List<String> problems(String schema, String json) {
        return known
                .computeIfAbsent(schema, EventSchemasIT::read)
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static Schema read(String name) {
        try {
            return REGISTRY.getSchema(Files.readString(SCHEMAS.resolve(name + ".json")), InputFormat.JSON);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
