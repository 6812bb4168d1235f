package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.testing.TestDatabase;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import dev.latchkey.token.extensions.TestExtensionJar;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a policy and extra claims of strangers do to sign-ins, and what they cannot do. */
@TokenServiceTest
class ExtensionsIT {

    private static final String ASKED = "mode-policy.asked";
    private static final String STUCK = "stuck";
    private static final String RELEASED = "mode-policy.released";

    @TempDir
    Path folder;

    @LocalServerPort
    int port;

    @Autowired
    SealedTickets tickets;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestDatabase database;

    TestCeremonies ceremonies;
    SoftwareAuthenticator authenticator;
    String email;

    @BeforeEach
    void signUp() {
        System.clearProperty(ASKED);
        System.clearProperty(RELEASED);
        ceremonies = new TestCeremonies(tickets);
        authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
        email = UUID.randomUUID() + "@example.com";
        assertThat(new TokenEndpoint(port)
                        .post(ceremonies.request(ceremonies.signup(email), authenticator))
                        .status())
                .isEqualTo(200);
    }

    @AfterEach
    void release() {
        System.setProperty(RELEASED, "true");
    }

    @Test
    void refusesALoginUniformlyAndRecordsWhy() {
        try (ServiceInstance service = withPolicy("refuse")) {
            Session login = ceremonies.login();
            ObjectNode request = ceremonies.request(login, authenticator);

            Answer refused = service.endpoint().post(request);
            Answer again = service.endpoint().post(request);

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text("error")).isEqualTo("invalid_grant");
            assertThat(again.body()).isEqualTo(refused.body());
            assertThat(facts(login)).containsExactly("auth-session-rejected", "auth-session-rejected");
            assertThat(payloads(login).getFirst().path("reason").asString()).isEqualTo("POLICY_REFUSED");
            assertThat(payloads(login).getFirst().path("policies"))
                    .hasToString("[{\"policy\":\"mode-policy\",\"reason\":\"mode-login\"}]");
            assertThat(payloads(login).getFirst().has("circumstances")).isTrue();
            assertThat(payloads(login).getLast().path("reason").asString()).isEqualTo("SESSION_REUSED");
            assertThat(Integer.getInteger(ASKED)).isOne();
        }
    }

    @Test
    void refusesASignupAndLeavesNothingOfIt() {
        String newcomer = UUID.randomUUID() + "@example.com";
        SoftwareAuthenticator another = SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA);
        Session signup = ceremonies.signup(newcomer);
        try (ServiceInstance service = withPolicy("refuse")) {
            Answer refused = service.endpoint().post(ceremonies.request(signup, another));

            assertThat(refused.status()).isEqualTo(403);
            assertThat(payloads(signup)).singleElement().satisfies(fact -> assertThat(
                            fact.path("policies").path(0).path("reason").asString())
                    .isEqualTo("mode-signup"));
        }

        Answer later = new TokenEndpoint(port)
                .post(ceremonies.request(
                        ceremonies.signup(newcomer), SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA)));

        assertThat(later.status()).as("the identifier is free").isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"nothing, failure", "throw, failure", "error, failure", "stuck, timeout"})
    void refusesWithoutAnAnswerOrGoesOnAsConfigured(String mode, String reason) {
        try (ServiceInstance closed = withPolicy(mode);
                ServiceInstance open = withPolicy(mode, "latchkey.extensions.mode-policy.on-failure", "continue")) {
            Session refused = ceremonies.login();
            Session allowed = ceremonies.login();

            Answer refusal = closed.endpoint().post(ceremonies.request(refused, authenticator));
            Answer success = open.endpoint().post(ceremonies.request(allowed, authenticator));

            String remarks = "[{\"policy\":\"mode-policy\",\"reason\":\"%s\"}]".formatted(reason);
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(facts(refused)).containsExactly("auth-session-rejected");
            assertThat(payloads(refused).getFirst().path("policies")).hasToString(remarks);
            assertThat(success.status()).isEqualTo(200);
            assertThat(facts(allowed)).containsExactly("auth-session-redeemed");
            assertThat(payloads(allowed).getFirst().path("policies")).hasToString(remarks);
        }
    }

    @Test
    void recordsNothingMoreWhenAPolicyJustAllows() {
        try (ServiceInstance service = withPolicy("allow")) {
            Session login = ceremonies.login();

            assertThat(service.endpoint()
                            .post(ceremonies.request(login, authenticator))
                            .status())
                    .isEqualTo(200);

            assertThat(payloads(login).getFirst().has("policies")).isFalse();
            assertThat(Integer.getInteger(ASKED)).isOne();
        }
    }

    @Test
    void asksOnlyOnceEverythingElseIsInOrder() {
        try (ServiceInstance service = withPolicy("allow")) {
            Session spoiled = ceremonies.login();
            ObjectNode wrong = authenticator
                    .assertion(spoiled.options(), TestCeremonies.ORIGIN)
                    .signature(bytes -> {
                        bytes[bytes.length - 1] ^= 1;
                        return bytes;
                    })
                    .answer();

            Answer answer = service.endpoint().post(ceremonies.request(spoiled, wrong));

            assertThat(answer.status()).isEqualTo(403);
            assertThat(payloads(spoiled).getFirst().path("reason").asString()).isEqualTo("BAD_SIGNATURE");
            assertThat(Integer.getInteger(ASKED)).isNull();
        }
    }

    @Test
    void letsExactlyOneOfManyParallelRedemptionsThrough() throws Exception {
        try (ServiceInstance service = withPolicy("allow", "latchkey.extensions.mode-policy.at-once", "64")) {
            Session login = ceremonies.login();
            ObjectNode request = ceremonies.request(login, authenticator);

            List<Answer> answers = inParallel(64, service, request);

            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
            assertThat(answers).filteredOn(answer -> answer.status() == 403).hasSize(63);
            assertThat(facts(login)).filteredOn("auth-session-redeemed"::equals).hasSize(1);
        }
    }

    @Test
    void isNotHeldUpByAPolicyThatIsStuck() throws Exception {
        try (ServiceInstance service = withPolicy(
                STUCK,
                "latchkey.extensions.mode-policy.at-once",
                "2",
                "latchkey.extensions.mode-policy.time-limit",
                "100ms")) {
            List<Session> logins = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                logins.add(ceremonies.login());
            }
            for (Session login : logins) {
                assertThat(service.endpoint()
                                .post(ceremonies.request(login, authenticator))
                                .status())
                        .isEqualTo(403);
            }

            assertThat(logins)
                    .extracting(login -> payloads(login)
                            .getFirst()
                            .path("policies")
                            .path(0)
                            .path("reason")
                            .asString())
                    .startsWith("timeout", "timeout", "busy")
                    .filteredOn("busy"::equals)
                    .hasSize(10);
            System.setProperty(RELEASED, "true");
            await("its threads to be free again")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> service.endpoint()
                                    .post(ceremonies.request(ceremonies.login(), authenticator))
                                    .status()
                            == 200);
        }
    }

    @Test
    void keepsNoTransactionOpenWhileItAsks() throws Exception {
        try (ServiceInstance service = withPolicy("wait");
                ExecutorService caller = Executors.newSingleThreadExecutor()) {
            ObjectNode request = ceremonies.request(ceremonies.login(), authenticator);
            Future<Answer> answer = caller.submit(() -> service.endpoint().post(request));
            await("the policy to be asked").until(() -> Integer.getInteger(ASKED) != null);

            await("no transaction")
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> jdbc.sql("""
                            SELECT count(*) FROM pg_stat_activity
                            WHERE datname = current_database() AND state LIKE 'idle in transaction%'
                            """).query(Integer.class).single() == 0);

            assertThat(answer.isDone()).isFalse();
            System.setProperty(RELEASED, "true");
            assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
    }

    @Test
    void addsClaimsToBothTokens() {
        try (ServiceInstance service = withClaims("good")) {
            Answer answer = service.endpoint().post(ceremonies.request(ceremonies.login(), authenticator));

            assertThat(claims(answer.text("access_token"))
                            .path("https://example.com/grant")
                            .asString())
                    .isEqualTo("SIGN_IN");
            assertThat(claims(answer.text("access_token")).has("https://example.com/email"))
                    .isFalse();
            assertThat(claims(answer.text("id_token"))
                            .path("https://example.com/email")
                            .asString())
                    .isEqualTo(email);
        }
    }

    @Test
    void neverLetsAnExtensionTouchAClaimThatMeansSomething() {
        try (ServiceInstance service = withClaims("names")) {
            Answer answer = service.endpoint().post(ceremonies.request(ceremonies.login(), authenticator));

            JsonNode token = claims(answer.text("access_token"));
            assertThat(token.path("sub").asString()).startsWith("auth0|");
            assertThat(token.path("scope").asString()).doesNotContain("admin");
            assertThat(token.has("roles")).isFalse();
            assertThat(token.path("https://example.com/ok").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"throw", "much"})
    void makesTokensWithoutTheClaimsOrNoneAsConfigured(String mode) {
        try (ServiceInstance open = withClaims(mode);
                ServiceInstance closed = withClaims(mode, "latchkey.extensions.mode-claims.on-failure", "refuse")) {
            Answer without = open.endpoint().post(ceremonies.request(ceremonies.login(), authenticator));
            Answer none = closed.endpoint().post(ceremonies.request(ceremonies.login(), authenticator));

            assertThat(without.status()).isEqualTo(200);
            assertThat(claims(without.text("access_token")).propertyNames())
                    .noneMatch(name -> name.startsWith("https://"));
            assertThat(none.status()).isEqualTo(503);
            assertThat(none.text("error")).isEqualTo("temporarily_unavailable");
            assertThat(none.body().has("access_token")).isFalse();
        }
    }

    private ServiceInstance withPolicy(String mode, String... more) {
        return with(TestExtensionJar.policy(folder), "mode-policy", mode, more);
    }

    private ServiceInstance withClaims(String mode, String... more) {
        return with(TestExtensionJar.claims(folder), "mode-claims", mode, more);
    }

    private ServiceInstance with(Path jars, String name, String mode, String... more) {
        Map<String, String> properties = new HashMap<>();
        properties.put("latchkey.extensions.folder", jars.toString());
        properties.put("latchkey.extensions." + name + ".settings.mode", mode);
        if (!mode.equals(STUCK)) {
            // Only what never answers is to run out of time, however busy the machine.
            properties.put("latchkey.extensions." + name + ".time-limit", "10s");
        }
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return ServiceInstance.on(database, Clock.tickMillis(ZoneOffset.UTC), properties);
    }

    private static List<Answer> inParallel(int callers, ServiceInstance service, ObjectNode request) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                running.add(threads.submit(() -> service.endpoint().post(request)));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : running) {
                answers.add(answer.get(60, TimeUnit.SECONDS));
            }
            return answers;
        }
    }

    private static JsonNode claims(String token) {
        return new JsonMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    private List<String> facts(Session session) {
        return jdbc.sql("SELECT event_name FROM domain_event WHERE stream_id = ? ORDER BY sequence_number")
                .param(session.id())
                .query(String.class)
                .list();
    }

    private List<JsonNode> payloads(Session session) {
        return jdbc
                .sql(
                        "SELECT convert_from(payload, 'UTF8') FROM domain_event WHERE stream_id = ? ORDER BY sequence_number")
                .param(session.id())
                .query(String.class)
                .list()
                .stream()
                .map(text -> new JsonMapper().readTree(text))
                .toList();
    }
}
