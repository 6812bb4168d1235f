package dev.latchkey.authentication.write.startlogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.latchkey.authentication.ServiceTest;
import dev.latchkey.kernel.events.ChallengeIssued;
import dev.latchkey.kernel.events.ChallengeRefused;
import dev.latchkey.kernel.events.Channel;
import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.web.ErrorBody;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestTenant;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class StartLoginIT {

    private static final String PATH = "/passkey/challenge";
    private static final String SMALLEST = "{\"client_id\":\"demo\"}";

    @Autowired
    private HttpCaller caller;

    @Autowired
    private SealedTickets tickets;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void answersWithTheRequestOptionsOfTheContract() {
        HttpResponse<String> response = caller.post(PATH, SMALLEST);

        JsonNode answer = HttpCaller.json(response);
        String challenge = answer.at("/authn_params_public_key/challenge").stringValue();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(response.headers().firstValue("Pragma")).contains("no-cache");
        // Byte for byte, but for what is random.
        assertThat(response.body())
                .isEqualTo("""
                {"auth_session":"%s","authn_params_public_key":{"challenge":"%s","timeout":60000,\
                "rpId":"localhost","userVerification":"preferred"}}""".formatted(answer.get("auth_session").stringValue(), challenge));
        assertThat(Base64Url.decode(challenge)).get().satisfies(bytes -> assertThat(bytes)
                .hasSize(48));
    }

    @Test
    void sealsWhatTheAnswerWillNeed() {
        JsonNode answer = HttpCaller.json(caller.post(
                PATH,
                "{\"client_id\":\"web\",\"client_secret\":\"" + TestTenant.WEB_SECRET + "\",\"realm\":\""
                        + ServiceTest.OTHER_REALM + "\"}"));

        Ticket ticket = ticketOf(answer);
        assertThat(ticket)
                .isEqualTo(new Ticket(
                        sessionOf(answer),
                        Purpose.LOGIN,
                        ticket.issuedAt(),
                        ticket.issuedAt().plus(Duration.ofSeconds(60)),
                        "web",
                        ServiceTest.OTHER_REALM,
                        null,
                        TestTenant.HOST,
                        TestTenant.RELYING_PARTY_ID,
                        answer.at("/authn_params_public_key/challenge").stringValue(),
                        false,
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void writesOneFactThatNamesNobody() {
        JsonNode answer = HttpCaller.json(caller.post(PATH, SMALLEST));

        SessionId session = sessionOf(answer);
        Ticket ticket = ticketOf(answer);
        StoredEvent stored = onlyEventOf(session);
        ChallengeIssued fact = JsonMapper.shared().readValue(stored.payload(), ChallengeIssued.class);
        assertThat(stored.sequence()).isZero();
        assertThat(stored.streamType()).isEqualTo("challenge");
        assertThat(stored.name()).isEqualTo("challenge-issued");
        assertThat(stored.revision()).isEqualTo("1");
        assertThat(stored.metadata()).contains("\"correlationId\":\"" + session + "\"");
        assertThat(fact)
                .isEqualTo(new ChallengeIssued(
                        session,
                        Purpose.LOGIN,
                        ticket.issuedAt(),
                        ticket.expiresAt(),
                        "demo",
                        TestTenant.REALM,
                        null,
                        TestTenant.RELYING_PARTY_ID,
                        null,
                        List.of(),
                        fact.addressHash(),
                        new Channel(TestTenant.HOST, null)));
        assertThat(Base64Url.decode(String.valueOf(fact.addressHash()))).get().satisfies(hash -> assertThat(hash)
                .hasSize(32));
        assertThat(stored.payload() + stored.metadata()).doesNotContain("127.0.0.1");
    }

    @Test
    void takesTheSecretInTheHeaderToo() {
        String credentials =
                Base64.getEncoder().encodeToString(("web:" + TestTenant.WEB_SECRET).getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> response = caller.send(caller.request(PATH)
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + credentials)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(ticketOf(HttpCaller.json(response)).clientId()).isEqualTo("web");
    }

    @Test
    void answersEverybodyAlikeWhateverElseTheySay() {
        HttpResponse<String> response =
                caller.post(PATH, "{\"client_id\":\"demo\",\"username\":\"ada\",\"user_id\":\"auth0|1\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(HttpCaller.json(response).get("authn_params_public_key").propertyNames())
                .containsExactly("challenge", "timeout", "rpId", "userVerification");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("", 400, "invalid_request", "The request body must be a well-formed JSON object."),
                arguments("{}", 400, "invalid_request", "\"client_id\" is required"),
                arguments(
                        "{\"client_id\":\"demo\",\"client_id\":\"demo\"}",
                        400,
                        "invalid_request",
                        "The request body must be a well-formed JSON object."),
                arguments(
                        "{\"client_id\":\"no-passkeys\"}",
                        400,
                        "unauthorized_client",
                        "This client may not use passkeys: it must be a first-party, OIDC conformant client with the"
                                + " webauthn grant."),
                arguments(
                        "{\"client_id\":\"nobody\"}",
                        401,
                        "invalid_client",
                        "The client is unknown or did not prove who it is."),
                arguments(
                        "{\"client_id\":\"demo\",\"client_secret\":\"x\"}",
                        401,
                        "invalid_client",
                        "The client is unknown or did not prove who it is."),
                arguments(
                        "{\"client_id\":\"demo\",\"realm\":\"Elsewhere\"}",
                        400,
                        "invalid_request",
                        "\"realm\" names no connection that has passkeys and is enabled for this client"),
                arguments(
                        "{\"client_id\":\"demo\",\"organization\":\"org_1\"}",
                        400,
                        "invalid_request",
                        "This client's requests must not name an \"organization\""));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesInTheEnvelopeOfTheContractAndIssuesNothing(String body, int status, String error, String description) {
        long before = countEvents();

        HttpResponse<String> response = caller.post(PATH, body);

        assertRefused(response, status, error, description);
        assertThat(countEvents()).isEqualTo(before);
    }

    @Test
    void refusesAHostThatIsNotConfigured() {
        HttpResponse<String> response = caller.send(caller.request(PATH)
                .setHeader("Host", "evil.example")
                .header("X-Forwarded-Host", TestTenant.HOST)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(SMALLEST)));

        assertRefused(response, 400, "invalid_request", "This host is not one of the configured domains.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
    void readsNothingButJson(String contentType) {
        HttpResponse<String> response = caller.send(caller.request(PATH)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(SMALLEST)));

        assertRefused(response, 415, "invalid_request", "This endpoint reads application/json.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void knowsNoOtherMethod(String method) {
        HttpResponse<String> response = caller.send(caller.request(PATH)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(SMALLEST)));

        assertThat(response.statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/passkey/challenge/",
                "/passkey//challenge",
                "/PASSKEY/challenge",
                "/passkey/challenge;x=y",
                "/passkey/x/..;/challenge",
                "/passkey/register",
                "/actuator/health",
                "/error",
                "/"
            })
    void isNowhereElse(String path) {
        assertRefused(caller.post(path, SMALLEST), 404, "not_found", "There is nothing here.");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        HttpResponse<String> response = caller.post(PATH, "{\"x\":\"" + "x".repeat(65 * 1024) + "\"}");

        assertRefused(response, 413, "invalid_request", "The request body is too large.");
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

    private Ticket ticketOf(JsonNode answer) {
        return tickets.open(answer.get("auth_session").stringValue()).orElseThrow();
    }

    private static SessionId sessionOf(JsonNode answer) {
        return SessionId.fromBytes(
                Base64Url.decode(answer.at("/authn_params_public_key/challenge").stringValue())
                        .orElseThrow());
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
        assertThat(refusal.purpose()).isEqualTo(Purpose.LOGIN);
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
