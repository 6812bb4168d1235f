package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The examples of extensions in a token-service of the real suite, and one that never answers. */
class ExtensionsIT {

    private static final String ROLES = "https://example.com/roles";
    private static final String NEVER = """
            import dev.latchkey.extension.*;

            public final class Never implements SignInPolicy {
                public String name() {
                    return "never";
                }

                public SignInDecision decide(SignInRequest request) {
                    while (true) {
                        Thread.onSpinWait();
                        try {
                            Thread.sleep(60_000);
                        } catch (InterruptedException goesOn) {
                        }
                    }
                }
            }
            """;
    private static final Suite suite = Suite.running();
    private static final Application demo = Application.demo();
    private static final Application spa =
            new Application(new FrontDoor(suite.origin()), "http://localhost:" + suite.applicationPort(), "spa");

    @TempDir
    Path folder;

    @Test
    void refusesALoginAndASignupFromAnUnknownNetwork() {
        var person = demo.signUp(Algorithm.ES256);
        var another = Application.client("other").signUp(Algorithm.ES256);
        var extensions = new ExtensionFolder(folder).withExample("sign-in-policy");
        try (var service = ExtraService.started(
                "token",
                extensions.setting(),
                "--latchkey.extensions.known-networks.time-limit=10s",
                "--latchkey.extensions.known-networks.settings.client-ids=demo",
                "--latchkey.extensions.known-networks.settings.networks=192.0.2.0/24")) {
            var guarded = demo.at(service.part());
            var login = demo.login();
            var signup = demo.signup();
            var elsewhere = Application.client("other").login();

            var refusedLogin = guarded.redeem(login, person.authenticator().get(login.options(), demo.origin()));
            var refusedSignup = guarded.redeem(
                    signup,
                    SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA).create(signup.options(), demo.origin()));
            var allowed = Application.client("other")
                    .at(service.part())
                    .redeem(elsewhere, another.authenticator().get(elsewhere.options(), demo.origin()));

            assertRefusedByPolicy(login, refusedLogin, "known-networks", "unknown-network");
            assertRefusedByPolicy(signup, refusedSignup, "known-networks", "unknown-network");
            assertThat(allowed.status()).as("another application").isEqualTo(200);
        }
    }

    @Test
    void doesNotWaitForAPolicyThatNeverAnswers() {
        var person = demo.signUp(Algorithm.ES256);
        var extensions = new ExtensionFolder(folder).withPolicy("Never", NEVER);
        try (var closed = ExtraService.started("token", extensions.setting());
                var open = ExtraService.started(
                        "token", extensions.setting(), "--latchkey.extensions.never.on-failure=continue")) {
            var refused = demo.login();
            var allowed = demo.login();

            var refusal = demo.at(closed.part())
                    .redeem(refused, person.authenticator().get(refused.options(), demo.origin()));
            var success =
                    demo.at(open.part()).redeem(allowed, person.authenticator().get(allowed.options(), demo.origin()));

            assertRefusedByPolicy(refused, refusal, "never", "timeout");
            assertThat(success.status()).isEqualTo(200);
            assertThat(suite.events()
                            .await(allowed.id(), "auth-session-redeemed")
                            .data()
                            .path("policies"))
                    .hasToString("[{\"policy\":\"never\",\"reason\":\"timeout\"}]");
        }
    }

    @Test
    void addsRolesToTheTokensOfALoginAndOfARefresh() {
        var person = spa.signUp(Algorithm.ES256);
        note(person, "editor");
        var extensions = new ExtensionFolder(folder).withExample("token-claims");
        try (var service =
                ExtraService.started("token", extensions.setting(), "--latchkey.extensions.roles.time-limit=10s")) {
            var extended = spa.at(service.part());
            var session = spa.login();

            var tokens = extended.redeem(
                    session,
                    person.authenticator().get(session.options(), spa.origin()),
                    body -> body.put("scope", "openid offline_access"));
            note(person, "owner");
            var refreshed = extended.token(Application.object()
                    .put("grant_type", "refresh_token")
                    .put("client_id", "spa")
                    .put(
                            "refresh_token",
                            tokens.json().required("refresh_token").asString()));

            assertThat(roles(tokens, "access_token")).hasToString("[\"editor\"]");
            assertThat(roles(tokens, "id_token")).hasToString("[\"editor\"]");
            assertThat(roles(refreshed, "access_token")).as("as noted since").hasToString("[\"owner\"]");
            assertThat(roles(refreshed, "id_token")).hasToString("[\"owner\"]");
            assertThat(Tokens.verifies(refreshed.json().required("access_token").asString(), Tokens.keys()))
                    .isTrue();
        }
    }

    private static void note(Person person, String role) {
        var body = Application.object();
        body.putObject("app_metadata").putArray("roles").add(role);
        var answer = Operator.signedIn().changeUser(person.userId(), body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private static JsonNode roles(Answer tokens, String which) {
        return Tokens.claims(tokens.json().required(which).asString()).path(ROLES);
    }

    /** To the client as ever, on Kafka and in the trail with who refused and why. */
    private static void assertRefusedByPolicy(Session session, Answer answer, String policy, String reason) {
        Refusals.assertUniform(answer);
        Refusals.assertRecorded(session, java.util.Set.of("POLICY_REFUSED"));
        var remarks = "[{\"policy\":\"%s\",\"reason\":\"%s\"}]".formatted(policy, reason);
        assertThat(suite.events()
                        .await(session.id(), "auth-session-rejected")
                        .data()
                        .path("policies"))
                .hasToString(remarks);
        await("the trail").atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(Operator.signedIn()
                        .get("/audit/v1/sessions/" + session.id())
                        .body())
                .contains("POLICY_REFUSED", "\"policy\":\"" + policy + "\"", reason));
    }
}
