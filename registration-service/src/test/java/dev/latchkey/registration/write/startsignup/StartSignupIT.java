package dev.latchkey.registration.write.startsignup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.latchkey.kernel.events.ChallengeIssued;
import dev.latchkey.kernel.events.ChallengeRefused;
import dev.latchkey.kernel.events.Channel;
import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.messaging.Projection;
import dev.latchkey.kernel.messaging.ReceivedEvent;
import dev.latchkey.kernel.privacy.IdentifierHasher;
import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.Identifier;
import dev.latchkey.kernel.values.IdentifierType;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.kernel.web.ErrorBody;
import dev.latchkey.registration.ServiceTest;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestTenant;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class StartSignupIT {

    private static final String PATH = "/passkey/register";

    @Autowired
    private HttpCaller caller;

    @Autowired
    private SealedTickets tickets;

    @Autowired
    private IdentifierHasher hasher;

    @Autowired
    @Qualifier("usersProjection")
    private Projection users;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void answersWithTheCreationOptionsOfTheContract() {
        HttpResponse<String> response = caller.post(PATH, """
                {"client_id":"demo","user_profile":{"email":"Options@B.test","name":"A B"},
                 "realm":"Username-Password-Authentication","user_metadata":{"plan":"x"}}""");

        JsonNode answer = HttpCaller.json(response);
        JsonNode options = answer.get("authn_params_public_key");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(response.headers().firstValue("Pragma")).contains("no-cache");
        // Byte for byte, but for what is random.
        assertThat(response.body()).isEqualTo("""
                {"auth_session":"%s","authn_params_public_key":{"challenge":"%s","timeout":60000,\
                "rp":{"id":"localhost","name":"localhost"},\
                "user":{"id":"%s","name":"options@b.test","displayName":"A B"},\
                "pubKeyCredParams":[{"type":"public-key","alg":-8},{"type":"public-key","alg":-7},\
                {"type":"public-key","alg":-257}],\
                "authenticatorSelection":{"residentKey":"required","userVerification":"preferred"}}}""".formatted(
                        answer.get("auth_session").stringValue(),
                        options.get("challenge").stringValue(),
                        options.at("/user/id").stringValue()));
        assertThat(decode(options.get("challenge"))).hasSize(48);
        assertThat(new String(decode(options.at("/user/id")), StandardCharsets.UTF_8))
                .matches("auth0\\|[0-9a-f]{24}");
    }

    @Test
    void showsTheEmailAddressWhenThereIsNoName() {
        JsonNode answer = HttpCaller.json(caller.post(PATH, signup("demo", "nameless@b.test")));

        assertThat(answer.at("/authn_params_public_key/user/displayName").stringValue())
                .isEqualTo("nameless@b.test");
    }

    @Test
    void sealsWhatTheAnswerWillNeed() {
        Instant before = Instant.now();
        JsonNode answer = HttpCaller.json(caller.post(PATH, """
                {"client_id":"web","client_secret":"%s","user_profile":{"email":"Sealed@B.test","nickname":"S"},
                 "user_metadata":{"plan":"x"}}""".formatted(TestTenant.WEB_SECRET)));

        JsonNode options = answer.get("authn_params_public_key");
        Ticket ticket = tickets.open(answer.get("auth_session").stringValue()).orElseThrow();
        assertThat(ticket.purpose()).isEqualTo(Purpose.SIGNUP);
        assertThat(ticket.sessionId()).isEqualTo(SessionId.fromBytes(decode(options.get("challenge"))));
        assertThat(ticket.challenge()).isEqualTo(options.get("challenge").stringValue());
        assertThat(ticket.clientId()).isEqualTo("web");
        assertThat(ticket.realm()).isEqualTo(TestTenant.REALM);
        assertThat(ticket.organization()).isNull();
        assertThat(ticket.domain()).isEqualTo(TestTenant.HOST);
        assertThat(ticket.relyingPartyId()).isEqualTo(TestTenant.RELYING_PARTY_ID);
        assertThat(ticket.userVerificationRequired()).isFalse();
        assertThat(ticket.userId()).isEqualTo(userId(options));
        assertThat(ticket.profile()).isNotNull();
        assertThat(ticket.profile().email()).isEqualTo("sealed@b.test");
        assertThat(ticket.profile().nickname()).isEqualTo("S");
        assertThat(ticket.userMetadata()).isEqualTo(Map.of("plan", "x"));
        assertThat(ticket.issuedAt()).isBetween(before.minusMillis(1), Instant.now());
        assertThat(Duration.between(ticket.issuedAt(), ticket.expiresAt())).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void writesOneFactThatNamesNobody() {
        JsonNode answer = HttpCaller.json(caller.post(PATH, """
                {"client_id":"demo","user_profile":{"email":"canary@canary.test","name":"Canary Name",
                 "given_name":"Canary Given","nickname":"canarynick","picture":"https://canary.test/p.png"},
                 "user_metadata":{"canarykey":"canaryvalue"}}"""));

        JsonNode options = answer.get("authn_params_public_key");
        SessionId session = SessionId.fromBytes(decode(options.get("challenge")));
        StoredEvent stored = onlyEventOf(session);
        ChallengeIssued fact = JsonMapper.shared().readValue(stored.payload(), ChallengeIssued.class);
        Ticket ticket = tickets.open(answer.get("auth_session").stringValue()).orElseThrow();
        assertThat(stored.sequence()).isZero();
        assertThat(stored.streamType()).isEqualTo("challenge");
        assertThat(stored.name()).isEqualTo("challenge-issued");
        assertThat(stored.revision()).isEqualTo("1");
        assertThat(stored.metadata()).contains("\"correlationId\":\"" + session + "\"");
        assertThat(fact)
                .isEqualTo(new ChallengeIssued(
                        session,
                        Purpose.SIGNUP,
                        ticket.issuedAt(),
                        ticket.expiresAt(),
                        "demo",
                        TestTenant.REALM,
                        null,
                        TestTenant.RELYING_PARTY_ID,
                        userId(options),
                        List.of(hash("canary@canary.test")),
                        fact.addressHash(),
                        new Channel(TestTenant.HOST, null)));
        assertThat(Base64Url.decode(String.valueOf(fact.addressHash()))).get().satisfies(hash -> assertThat(hash)
                .hasSize(32));
        assertThat(stored.payload() + stored.metadata())
                .doesNotContainIgnoringCase("canary")
                .doesNotContain("127.0.0.1");
    }

    @Test
    void believesTheClientsAddressOfTheGatewayOnTheSameMachine() {
        String first = addressHash(caller.request(PATH).header("X-Forwarded-For", "192.0.2.1"), "f1@b.test");
        String again = addressHash(caller.request(PATH).header("X-Forwarded-For", "192.0.2.1"), "f2@b.test");
        String other = addressHash(caller.request(PATH).header("X-Forwarded-For", "192.0.2.2"), "f3@b.test");

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void takesNoNoticeOfAForwardedHost() {
        HttpResponse<String> response = caller.send(caller.request(PATH)
                .setHeader("Host", "evil.example")
                .header("X-Forwarded-Host", TestTenant.HOST)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(signup("demo", "host@b.test"))));

        assertRefused(response, 400, "invalid_request", "This host is not one of the configured domains.");
    }

    @Test
    void refusesAPersonWhoExistsHoweverTheAddressIsWritten() {
        users.on(new ReceivedEvent(
                new UserCreated(
                        UserId.of(new byte[UserId.RANDOM_BYTES]),
                        TestTenant.REALM,
                        Instant.now(),
                        List.of(hash("taken@xn--bcher-kva.example")),
                        "ciphertext"),
                0));

        HttpResponse<String> response = caller.post(PATH, signup("demo", "TAKEN@B\u00dcCHER.example"));

        assertRefused(response, 400, "invalid_request", "The user already exists.");
    }

    static Stream<Arguments> refusals() {
        String profile = ",\"user_profile\":{\"email\":\"refused@b.test\"}}";
        return Stream.of(
                arguments("", 400, "invalid_request", "The request body must be a well-formed JSON object."),
                arguments("{\"client_id\":\"demo\"}", 400, "invalid_request", "\"user_profile\" is required"),
                arguments(
                        "{\"client_id\":\"demo\",\"user_profile\":{\"email\":\"x\"}}",
                        400,
                        "invalid_request",
                        "invalid email address"),
                arguments(
                        "{\"client_id\":\"no-passkeys\"" + profile,
                        400,
                        "unauthorized_client",
                        "This client may not use passkeys: it must be a first-party, OIDC conformant client with the"
                                + " webauthn grant."),
                arguments(
                        "{\"client_id\":\"web\"" + profile,
                        401,
                        "invalid_client",
                        "The client is unknown or did not prove who it is."),
                arguments(
                        "{\"client_id\":\"demo\",\"realm\":\"Elsewhere\"" + profile,
                        400,
                        "invalid_request",
                        "\"realm\" names no connection that has passkeys and is enabled for this client"),
                arguments(
                        "{\"client_id\":\"demo\",\"organization\":\"org_1\"" + profile,
                        400,
                        "invalid_request",
                        "This client's requests must not name an \"organization\""),
                arguments(
                        "{\"client_id\":\"demo\",\"realm\":\"" + ServiceTest.CLOSED_REALM + "\"" + profile,
                        400,
                        "invalid_request",
                        "Signup is disabled on this connection."));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesInTheEnvelopeOfTheContractAndIssuesNothing(String body, int status, String error, String description) {
        long before = countEvents();

        HttpResponse<String> response = caller.post(PATH, body);

        assertRefused(response, status, error, description);
        assertThat(countEvents()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"})
    void readsNothingButJson(String contentType) {
        HttpResponse<String> response = caller.send(caller.request(PATH)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(signup("demo", "type@b.test"))));

        assertRefused(response, 415, "invalid_request", "This endpoint reads application/json.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void knowsNoOtherMethod(String method) {
        HttpResponse<String> response = caller.send(caller.request(PATH)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(signup("demo", "method@b.test"))));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(HttpCaller.json(response).get("error").stringValue()).isEqualTo("method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/passkey/register/",
                "/passkey//register",
                "/PASSKEY/register",
                "/passkey/register;x=y",
                "/passkey/x/..;/register",
                "/passkey/%2e%2e/passkey/register",
                "/passkey/challenge",
                "/actuator/health",
                "/actuator/projections",
                "/error",
                "/"
            })
    void isNowhereElse(String path) {
        HttpResponse<String> response = caller.post(path, signup("demo", "path@b.test"));

        assertRefused(response, 404, "not_found", "There is nothing here.");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        HttpResponse<String> response = caller.post(PATH, "{\"x\":\"" + "x".repeat(65 * 1024) + "\"}");

        assertRefused(response, 413, "invalid_request", "The request body is too large.");
    }

    static Stream<Arguments> rawRequests() {
        return Stream.of(
                arguments(
                        "POST /passkey/register HTTP/1.1\r\nHost: localhost:8080\r\nAuthorization: Basic \u0085\u00ff",
                        401),
                arguments("POST /passkey/register HTTP/1.1\r\nHost: localhost:8080\r\nUser-Agent: \u0085\u00ff", 200),
                arguments("POST /passkey/register HTTP/1.1\r\nHost: localhost:8080\r\nHost: evil.example", 400),
                arguments("POST http://evil.example/passkey/register HTTP/1.1\r\nHost: localhost:8080", 400),
                arguments("POST /passkey%2Fregister HTTP/1.1\r\nHost: localhost:8080", 400),
                arguments(
                        "POST /passkey/register HTTP/1.1\r\nHost: localhost:8080\r\nX-Long: " + "x".repeat(9_000), 400),
                arguments("TRACE /passkey/register HTTP/1.1\r\nHost: localhost:8080", 404));
    }

    /** Bytes that no well-behaved client sends. */
    @ParameterizedTest
    @MethodSource("rawRequests")
    void keepsItsComposure(String head, int status) {
        String body = signup("demo", "raw" + Math.abs(head.hashCode()) + "@b.test");

        assertThat(caller.statusOf(head
                        + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body))
                .isEqualTo(status);
    }

    private String addressHash(HttpRequest.Builder request, String email) {
        JsonNode answer = HttpCaller.json(caller.send(request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(signup("demo", email)))));
        SessionId session = SessionId.fromBytes(decode(answer.at("/authn_params_public_key/challenge")));
        ChallengeIssued fact =
                JsonMapper.shared().readValue(onlyEventOf(session).payload(), ChallengeIssued.class);
        return String.valueOf(fact.addressHash());
    }

    private record StoredEvent(
            long sequence, String streamType, String name, String revision, String payload, String metadata) {}

    private StoredEvent onlyEventOf(SessionId session) {
        return jdbc.sql("SELECT * FROM domain_event WHERE stream_id = ?")
                .param(session.toString())
                .query((row, number) -> new StoredEvent(
                        row.getLong("sequence_number"),
                        row.getString("stream_type"),
                        row.getString("event_name"),
                        row.getString("event_revision"),
                        new String(row.getBytes("payload"), StandardCharsets.UTF_8),
                        new String(row.getBytes("metadata"), StandardCharsets.UTF_8)))
                .single();
    }

    private long countEvents() {
        return jdbc.sql("SELECT count(*) FROM domain_event WHERE event_name = 'challenge-issued'")
                .query(Long.class)
                .single();
    }

    private IdentifierHash hash(String email) {
        return hasher.hash(TestTenant.REALM, new Identifier(IdentifierType.EMAIL, email));
    }

    private static String signup(String clientId, String email) {
        return "{\"client_id\":\"" + clientId + "\",\"user_profile\":{\"email\":\"" + email + "\"}}";
    }

    private static UserId userId(JsonNode options) {
        return UserId.of(new String(decode(options.at("/user/id")), StandardCharsets.UTF_8));
    }

    private static byte[] decode(JsonNode base64Url) {
        return Base64Url.decode(base64Url.stringValue()).orElseThrow();
    }

    private static void assertRefused(HttpResponse<String> response, int status, String error, String description) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(HttpCaller.json(response))
                .isEqualTo(JsonMapper.shared().valueToTree(new ErrorBody(error, description)));
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        // None of these requests tried the header, and a browser would answer its challenge with a dialogue.
        assertThat(response.headers().allValues("WWW-Authenticate")).isEmpty();
    }

    @Test
    void recordsThatAKnownClientWasRefusedAndNothingOfStrangers() {
        String client = "Auth0-Client";
        String sdk =
                Base64Url.encode("{\"name\":\"auth0-spa-js\",\"version\":\"2.27.0\",\"email\":\"canary@canary.test\"}"
                        .getBytes(StandardCharsets.UTF_8));
        long before = recorded().size();

        caller.post(PATH, "{\"client_id\":\"stranger\"}");
        caller.post(PATH, "{\"client_id\":");
        caller.send(caller.request(PATH)
                .header("Content-Type", "application/json")
                .header(client, sdk)
                .POST(HttpRequest.BodyPublishers.ofString("{\"client_id\":\"no-passkeys\",\"realm\":\"canary\"}")));

        List<ChallengeRefused> refusals = recorded();
        assertThat(refusals).hasSize((int) before + 1);
        ChallengeRefused refusal = refusals.getLast();
        assertThat(refusal.clientId()).isEqualTo("no-passkeys");
        assertThat(refusal.realm()).isNull();
        assertThat(refusal.reason()).isEqualTo("unauthorized_client");
        assertThat(refusal.purpose()).isEqualTo(Purpose.SIGNUP);
        assertThat(refusal.channel())
                .isEqualTo(new Channel(TestTenant.HOST, new Channel.Sdk("auth0-spa-js", "2.27.0", null)));
    }

    /** However often it is provoked. */
    @Test
    void recordsAFewRefusalsASecond() {
        int before = recorded().size();

        for (int attempt = 0; attempt < 300; attempt++) {
            caller.post(PATH, "{\"client_id\":\"no-passkeys\"}");
        }

        assertThat(recorded().size() - before).isBetween(1, 299);
    }

    private List<ChallengeRefused> recorded() {
        return jdbc.sql("SELECT payload FROM domain_event WHERE event_name = 'challenge-refused' ORDER BY global_index")
                .query((row, number) -> JsonMapper.shared().readValue(row.getBytes(1), ChallengeRefused.class))
                .list();
    }
}
