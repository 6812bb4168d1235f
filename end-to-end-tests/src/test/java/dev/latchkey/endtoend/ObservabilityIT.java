package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators see of a suite that was told by its environment to show all of it: traces, logs, meters. */
class ObservabilityIT {

    private static final Suite suite = Suite.running();
    private static final Application demo = Application.demo();
    private static final List<String> SERVICES = List.of("registration", "authentication", "token", "audit");
    private static final String CANARY = "canary";
    private static final Map<String, Long> logged = new HashMap<>();
    private static TraceCollector collector;

    @BeforeAll
    static void startAgain() throws IOException {
        collector = new TraceCollector();
        suite.stop();
        for (var service : SERVICES) {
            logged.put(service, Files.size(log(service)));
        }
        suite.start(Map.of(
                "LATCHKEY_TRACING_ENDPOINT", collector.endpoint(),
                "LATCHKEY_TRACING_SAMPLING", "1",
                "MANAGEMENT_OBSERVATIONS_ENABLE_HTTP_SERVER_REQUESTS", "true",
                "LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs"));
    }

    @AfterAll
    static void startAsEver() {
        suite.stop();
        suite.start();
        collector.close();
    }

    @Test
    void followsALoginFromTheFrontDoorThroughItsEventsToTheTrail() {
        var person = demo.signUp(Algorithm.EDDSA);

        var session = demo.signIn(person).session().id();

        var redemption = collector.one("the redemption", isRedemptionOf(session));
        assertThat(redemption.part()).isEqualTo("token-service");
        assertThat(redemption.attribute("latchkey.purpose")).isEqualTo("login");
        assertThat(redemption.attribute("latchkey.reason")).isEqualTo("none");
        var service = collector.byId(redemption.parent());
        assertThat(service.part()).isEqualTo("token-service");
        assertThat(service.name()).isEqualTo("POST /oauth/token");
        assertBeganAtTheFrontDoor(service, "POST /oauth/token");
        assertReachesTheTrail(redemption, "latchkey.auth-session");
        assertReachesTheTrail(redemption, "latchkey.grant");
    }

    @Test
    void namesTheStepThatIssuedTheChallenge() {
        var person = demo.signUp(Algorithm.EDDSA);

        var session = demo.signIn(person).session().id();

        var redemption = collector.one("the redemption", isRedemptionOf(session));
        var challenge = collector.byId(redemption.cameFrom().getFirst());
        assertThat(challenge.part()).isEqualTo("authentication-service");
        assertThat(challenge.name()).isEqualTo("POST /passkey/challenge");
        assertThat(challenge.attribute("latchkey.session_id")).isEqualTo(session);
        assertBeganAtTheFrontDoor(challenge, "POST /passkey/challenge");
        assertReachesTheTrail(challenge, "latchkey.challenge");
    }

    @Test
    void followsASignupToTheLookUps() {
        var session = demo.signUp(Algorithm.EDDSA).signup().id();

        var redemption = collector.one("the redemption", isRedemptionOf(session));
        var person = collector.after(redemption, "token-service", "publish latchkey.user");
        var users = collector.after(person, "registration-service", "process latchkey.user");
        assertThat(users.attribute("latchkey.feed")).isEqualTo("users");
        var passkey = collector.after(redemption, "token-service", "publish latchkey.credential");
        var credentials = collector.after(passkey, "authentication-service", "process latchkey.credential");
        assertThat(credentials.attribute("latchkey.feed")).isEqualTo("credentials");
        assertReachesTheTrail(redemption, "latchkey.user");
    }

    /** All that may stand in a step: nothing that a caller sent, and no id but of sessions and events. */
    @Test
    void tellsNothingOfWhoSomebodyIs() throws IOException {
        var canaries = provoke();
        var last = demo.signIn(demo.signUp(Algorithm.EDDSA)).session().id();
        collector.one("the last redemption", isRedemptionOf(last));

        assertThat(collector.all()).isNotEmpty().allSatisfy(step -> {
            assertThat(step.attributes().keySet())
                    .isSubsetOf(
                            "http.request.method",
                            "http.route",
                            "http.response.status_code",
                            "latchkey.upstream",
                            "latchkey.session_id",
                            "latchkey.purpose",
                            "latchkey.reason",
                            "latchkey.event_id",
                            "latchkey.feed",
                            "messaging.system",
                            "messaging.operation.type",
                            "messaging.destination.name");
            assertThat(step.toString()).doesNotContain(canaries);
        });
    }

    @Test
    void writesEachLogLineAsJsonWithoutWhatPeopleSent() throws IOException {
        var canaries = provoke();
        var refused = refuse(demo.signUp(Algorithm.EDDSA));

        var line = awaitLine("token", refused.id());
        assertThat(line.path("sessionId").asString()).isEqualTo(refused.id());
        assertThat(line.path("requestId").asString()).isNotEmpty();
        assertThat(line.path("traceId").asString())
                .isEqualTo(collector
                        .one("the refusal", isRedemptionOf(refused.id()))
                        .trace());
        assertThat(line.at("/service/name").asString()).isEqualTo("token-service");
        for (var service : SERVICES) {
            assertThat(linesOf(service)).isNotEmpty().allSatisfy(text -> {
                assertThat(new JsonMapper().readTree(text).isObject()).as(text).isTrue();
                assertThat(text).doesNotContain(canaries);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"registration", "authentication", "token", "audit"})
    void showsAllMetersOfTheList(String service) throws IOException {
        demo.signIn(demo.signUp(Algorithm.EDDSA));

        var shown = suite.part(service).management().get("/actuator/prometheus").body();

        assertThat(Files.readAllLines(Suite.home().resolve("infra/observability/metrics.txt")))
                .filteredOn(line -> line.startsWith(service + " "))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(shown).contains("\n" + line.split(" ", 2)[1] + "{"));
        assertThat(shown).doesNotContain("auth0|", "@example.com");
    }

    @Test
    void countsLoginsByHowTheyEnded() {
        var person = demo.signUp(Algorithm.EDDSA);
        var succeeded = "latchkey_logins_total{application=\"token-service\",outcome=\"succeeded\",reason=\"none\"}";
        var refused =
                "latchkey_logins_total{application=\"token-service\",outcome=\"refused\",reason=\"wrong_origin\"}";
        var before = meter("token", succeeded);
        var refusedBefore = meter("token", refused);

        demo.signIn(person);
        demo.signIn(person);
        refuse(person);

        assertThat(meter("token", succeeded)).isEqualTo(before + 2);
        assertThat(meter("token", refused)).isEqualTo(refusedBefore + 1);
    }

    @Test
    void measuresEachRequestWhereThatIsSwitchedOn() throws IOException {
        provoke();

        var shown = suite.part("registration")
                .management()
                .get("/actuator/prometheus")
                .body();

        assertThat(shown.lines().filter(line -> line.startsWith("http_server_requests_seconds_count{")))
                .anySatisfy(line -> assertThat(line).contains("uri=\"/passkey/register\""))
                .noneSatisfy(line -> assertThat(line).contains(CANARY));
    }

    private static double meter(String service, String name) {
        return suite.part(service)
                .management()
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    private static Predicate<Told> isRedemptionOf(String session) {
        return step -> step.name().equals("redemption")
                && step.attribute("latchkey.session_id").equals(session);
    }

    private static void assertBeganAtTheFrontDoor(Told service, String name) {
        var door = collector.byId(service.parent());
        assertThat(door.part()).isEqualTo("gateway");
        assertThat(door.name()).isEqualTo(name);
        assertThat(door.parent()).isEmpty();
        assertThat(door.trace()).isEqualTo(service.trace());
    }

    private static void assertReachesTheTrail(Told stored, String topic) {
        var published = collector.after(stored, stored.part(), "publish " + topic);
        var taken = collector.after(published, "audit-service", "process " + topic);
        assertThat(taken.attribute("latchkey.feed")).isEqualTo("trail");
        assertThat(taken.attribute("latchkey.event_id")).isEqualTo(published.attribute("latchkey.event_id"));
    }

    /** A login whose ceremony ran somewhere else. */
    private static Session refuse(Person person) {
        var session = demo.login();
        var answer = demo.redeem(session, person.authenticator().get(session.options(), "https://evil.example"));
        assertThat(answer.status()).isEqualTo(403);
        return session;
    }

    /** Signs up, in, and fails in several ways with values that must appear nowhere; returns them. */
    private static String[] provoke() throws IOException {
        var email = CANARY + "-" + Person.newEmail();
        var visitor = new Application(
                FrontDoor.from(InetAddress.getByName("127.0.0.77"), CANARY + "-agent", suite.origin()),
                suite.origin(),
                "demo");
        var person = visitor.signUp(SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA), email);
        var signIn = visitor.signIn(person);
        var accessToken = signIn.answer().json().required("access_token").asString();
        refuse(person);
        visitor.register(email);
        visitor.register(CANARY + " no address \n{\"@timestamp\":1}");
        visitor.register(email, body -> body.put("client_id", CANARY + "-client\n"));
        visitor.challenge(body -> body.put("realm", CANARY + "-realm"));
        visitor.token(visitor.redemption(
                signIn.session(), person.authenticator().get(signIn.session().options(), suite.origin())));
        visitor.token(Application.object()
                .put("grant_type", "refresh_token")
                .put("client_id", "demo")
                .put("refresh_token", CANARY + "-token"));
        visitor.token(Application.object().put("grant_type", CANARY + "\"}").put("client_id", CANARY));
        visitor.door().get("/userinfo", "Authorization", "Bearer " + CANARY + "." + accessToken);
        visitor.door().get("/api/v2/users/auth0%7C" + CANARY, "Authorization", "Bearer " + accessToken);
        visitor.door().get("/api/v2/users-by-email?email=" + email, "Authorization", "Bearer x");
        return new String[] {
            email,
            CANARY,
            "127.0.0.77",
            accessToken,
            signIn.session().authSession(),
            signIn.answer().json().required("id_token").asString(),
            person.userId()
        };
    }

    private static JsonNode awaitLine(String service, String containing) {
        return await(containing + " in the log of " + service)
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () -> linesOf(service)
                                .filter(line -> line.contains(containing))
                                .map(line -> new JsonMapper().readTree(line))
                                .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    private static Stream<String> linesOf(String service) throws IOException {
        var bytes = Files.readAllBytes(log(service));
        var from = Math.toIntExact(logged.get(service));
        var text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines();
    }

    private static Path log(String service) {
        return suite.data().resolve("logs/" + service + ".log");
    }
}
