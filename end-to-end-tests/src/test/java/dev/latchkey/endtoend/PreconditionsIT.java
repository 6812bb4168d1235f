package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Who may ask at all, and in which form (CONTRACT 1.3, 2.3, 3, 5.3). */
class PreconditionsIT {

    private static final Suite suite = Suite.running();
    private static final Application demo = Application.demo();

    static Stream<Arguments> refusedChallenges() {
        return Stream.of(
                refused("unknown client", b -> b.put("client_id", "nobody"), 401, "invalid_client"),
                refused("no client", b -> b.remove("client_id"), 400, "invalid_request"),
                refused("client a number", b -> b.put("client_id", 7), 400, "invalid_request"),
                refused("secret missing", b -> b.put("client_id", "confidential"), 401, "invalid_client"),
                refused("secret wrong", b -> confidential(b, "wrong"), 401, "invalid_client"),
                refused("grant not enabled", b -> b.put("client_id", "no-grant"), 400, "unauthorized_client"),
                refused("third party", b -> b.put("client_id", "third-party"), 400, "unauthorized_client"),
                refused("not OIDC conformant", b -> b.put("client_id", "legacy"), 400, "unauthorized_client"),
                refused("unknown realm", b -> b.put("realm", "Nowhere"), 400, "invalid_request"),
                refused("realm a number", b -> b.put("realm", 7), 400, "invalid_request"),
                refused(
                        "no passkeys here",
                        b -> b.put("realm", TestTenant.REALM_WITHOUT_PASSKEYS),
                        400,
                        "invalid_request"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedChallenges")
    void refusesToStartALogin(String what, Consumer<ObjectNode> change, int status, String error) {
        var answer = demo.challenge(change);

        assertRefused(answer, status, error);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedChallenges")
    void refusesToStartASignup(String what, Consumer<ObjectNode> change, int status, String error) {
        var answer = demo.register(Person.newEmail(), change);

        assertRefused(answer, status, error);
    }

    @Test
    void refusesSignupsWhereTheyAreDisabled() {
        var signup = demo.register(Person.newEmail(), b -> b.put("realm", TestTenant.REALM_WITHOUT_SIGNUP));
        var login = demo.challenge(b -> b.put("realm", TestTenant.REALM_WITHOUT_SIGNUP));

        assertRefused(signup, 400, "invalid_request");
        assertThat(login.isOk()).isTrue();
    }

    @Test
    void answersAConfidentialClientThatProvesWhoItIs() {
        var answer = demo.challenge(b -> confidential(b, TestTenant.SECRET));

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    @Test
    void refusesTwoWaysToAuthenticateAtOnce() {
        var body = confidential(Application.object(), TestTenant.SECRET);

        var answer = demo.door().post("/passkey/challenge", body, "Authorization", basic(TestTenant.SECRET));

        assertRefused(answer, 400, "invalid_request");
        assertThat(answer.json().path("error_description").asString())
                .isEqualTo("Multiple authentication methods provided, please use one.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost", "localhost:1", "127.0.0.1", "localhost.:%d", "LOCALHOST.evil:%d"})
    void answersOnConfiguredHostsOnly(String host) {
        var door = new FrontDoor(suite.origin(), host.formatted(suite.port()));
        var body = Application.object().put("client_id", "demo");

        var answer = door.post("/passkey/challenge", body);

        assertThat(answer.status()).as("%s", answer).isBetween(400, 499);
    }

    @Test
    void derivesNothingFromForwardingHeaders() {
        var body = Application.object().put("client_id", "demo");

        var answer = demo.door()
                .post("/passkey/challenge", body, "X-Forwarded-Host", "evil.example", "Forwarded", "host=evil.example");

        assertThat(Session.of(answer).options().path("rpId").asString()).isEqualTo("localhost");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            not JSON            | {
            empty               | ~~
            a list              | []
            a text              | "demo"
            a member twice      | {"client_id":"demo","client_id":"demo"}
            more behind it      | {"client_id":"demo"} {}
            a comment           | {"client_id":"demo"/**/}
            """)
    void refusesBodiesThatAreNoJsonObject(String what, String body) {
        var challenge = demo.door().post("/passkey/challenge", "application/json", BodyPublishers.ofString(body));
        var register = demo.door().post("/passkey/register", "application/json", BodyPublishers.ofString(body));
        var token = demo.door().post("/oauth/token", "application/json", BodyPublishers.ofString(body));

        assertThat(Stream.of(challenge, register, token))
                .allSatisfy(answer -> assertRefused(answer, 400, "invalid_request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/passkey/register", "/passkey/challenge", "/oauth/token"})
    void refusesOtherMethodsAndMediaTypes(String path) {
        var got = demo.door().get(path);
        var posted = demo.door().post(path, "text/plain", BodyPublishers.ofString("{\"client_id\":\"demo\"}"));

        assertThat(got.status()).as("%s", got).isIn(404, 405);
        assertThat(posted.status()).as("%s", posted).isIn(400, 415);
        assertThat(posted.error()).isNotBlank();
    }

    @Test
    void readsJsonInUtf8Only() {
        var utf16 = "{\"client_id\":\"demo\"}".getBytes(StandardCharsets.UTF_16BE);

        var silent = demo.door().post("/passkey/challenge", "application/json", BodyPublishers.ofByteArray(utf16));
        var declared = demo.door()
                .post("/passkey/challenge", "application/json; charset=utf-16", BodyPublishers.ofByteArray(utf16));

        assertThat(silent.status()).as("%s", silent).isEqualTo(400);
        assertThat(declared.status()).as("%s", declared).isIn(400, 415);
    }

    @Test
    void takesJsonWithACharset() {
        var answer = demo.door()
                .post(
                        "/passkey/challenge",
                        "application/json; charset=utf-8",
                        BodyPublishers.ofString("{\"client_id\":\"demo\"}"));

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    static Stream<Arguments> refusedTokenRequests() {
        return Stream.of(
                refused("grant type unknown", b -> b.put("grant_type", "password"), 400, "unsupported_grant_type"),
                refused("grant type missing", b -> b.remove("grant_type"), 400, "invalid_request"),
                refused(
                        "grant type a list",
                        b -> b.putArray("grant_type").add(Application.GRANT),
                        400,
                        "invalid_request"),
                refused("grant not allowed", b -> b.put("client_id", "no-grant"), 403, "unauthorized_client"),
                refused("client unknown", b -> b.put("client_id", "nobody"), 401, "invalid_client"),
                refused("client missing", b -> b.remove("client_id"), 400, "invalid_request"),
                refused("secret missing", b -> b.put("client_id", "confidential"), 401, "invalid_client"),
                refused("secret wrong", b -> confidential(b, "wrong"), 401, "invalid_client"),
                refused("session missing", b -> b.remove("auth_session"), 400, "invalid_request"),
                refused("session empty", b -> b.put("auth_session", ""), 400, "invalid_request"),
                refused("session a number", b -> b.put("auth_session", 7), 400, "invalid_request"),
                refused("session not ASCII", b -> b.put("auth_session", "ключ"), 400, "invalid_request"),
                refused("answer missing", b -> b.remove("authn_response"), 400, "invalid_request"),
                refused("answer a text", b -> b.put("authn_response", "{}"), 400, "invalid_request"),
                refused("answer empty", b -> b.putObject("authn_response"), 400, "invalid_request"),
                refused("scope a list", b -> b.putArray("scope").add("openid"), 400, "invalid_request"),
                refused("audience a list", b -> b.putArray("audience").add(TestTenant.API), 400, "invalid_request"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedTokenRequests")
    void refusesTokenRequestsWithoutSpendingTheSession(
            String what, Consumer<ObjectNode> change, int status, String error) {
        var person = aPerson();
        var session = demo.login();
        var answer = person.authenticator().get(session.options(), demo.origin());

        var refused = demo.redeem(session, answer, change);
        var honest = demo.redeem(session, answer);

        assertRefused(refused, status, error);
        assertThat(honest.status()).as("%s", honest).isEqualTo(200);
    }

    @Test
    void saysThatTheAnswerMustBeAnObject() {
        var answer = demo.redeem(demo.login(), Application.object(), b -> b.put("authn_response", "{}"));

        assertThat(answer.json().path("error_description").asString())
                .isEqualTo("\"authn_response\" must be of type object");
    }

    @Test
    void saysWhichGrantIsNotAllowed() {
        var answer = demo.redeem(demo.login(), Application.object(), b -> b.put("client_id", "no-grant"));

        assertThat(answer.json().path("error_description").asString())
                .isEqualTo("Grant type '" + Application.GRANT + "' not allowed for the client.");
    }

    @Test
    void takesThePasskeyGrantInJsonOnly() {
        var person = aPerson();
        var session = demo.login();
        var answer = person.authenticator().get(session.options(), demo.origin());
        var form = "grant_type=%s&client_id=demo&auth_session=%s&authn_response=%s"
                .formatted(
                        Application.GRANT,
                        session.authSession(),
                        answer.toString().replace("\"", "%22"));

        var refused = demo.door().postForm("/oauth/token", form);

        assertRefused(refused, 400, "invalid_request");
        assertThat(refused.json().path("error_description").asString())
                .isEqualTo("\"authn_response\" must be of type object");
    }

    @Test
    void readsNoGrantTypeFromTheQuery() {
        var body = Application.object().put("client_id", "demo").put("auth_session", "x");

        var answer = demo.door().post("/oauth/token?grant_type=" + Application.GRANT, body);

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.error()).isIn("invalid_request", "unsupported_grant_type");
    }

    @Test
    void refusesAGrantTypeThatStandsTwiceInAForm() {
        var answer = demo.door()
                .postForm(
                        "/oauth/token",
                        "grant_type=client_credentials&grant_type=client_credentials&client_id=operator&client_secret="
                                + TestTenant.SECRET);

        assertRefused(answer, 400, "invalid_request");
    }

    @Test
    void refusesJsonThatSaysItIsAForm() {
        var answer = demo.door().postForm("/oauth/token", "{\"grant_type\":\"client_credentials\"}");

        assertThat(answer.status()).as("%s", answer).isIn(400, 401);
    }

    @Test
    void refusesTwoSecretsAtOnceForATokenToo() {
        var body = Application.object()
                .put("grant_type", "client_credentials")
                .put("client_id", "operator")
                .put("client_secret", TestTenant.SECRET);
        var basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString(("operator:" + TestTenant.SECRET).getBytes(StandardCharsets.UTF_8));

        var answer = demo.token(body, "Authorization", basic);

        assertRefused(answer, 400, "invalid_request");
    }

    @Test
    void givesNothingMoreToAPublicClientThatSendsASecret() {
        var session = demo.login();
        var answer = aPerson().authenticator().get(session.options(), demo.origin());

        var refused = demo.redeem(session, answer, b -> b.put("client_secret", "guess"));

        assertThat(refused.status()).as("%s", refused).isIn(400, 401);
    }

    @Test
    void ignoresWhatItDoesNotKnow() {
        var session = demo.login();
        var person = aPerson();
        var answer = person.authenticator().get(session.options(), demo.origin());

        var tokens = demo.redeem(session, answer, b -> b.put("redirect_uri", "https://evil.example")
                .put("user_id", "auth0|000000000000000000000001")
                .put("tenant", "other")
                .put("role", "admin"));

        assertThat(tokens.status()).as("%s", tokens).isEqualTo(200);
        assertThat(Tokens.claims(tokens.json().path("id_token").asString())
                        .path("sub")
                        .asString())
                .isEqualTo(person.userId());
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        var big = Application.object().put("client_id", "demo").put("realm", "x".repeat(1 << 20));

        var answers = Stream.of("/passkey/register", "/passkey/challenge", "/oauth/token")
                .map(path -> demo.door().post(path, big));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(413, 0));
    }

    private static Person aPerson() {
        return demo.signUp(Algorithm.EDDSA);
    }

    private static void assertRefused(Answer answer, int status, String error) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.error()).as("%s", answer).isEqualTo(error);
        assertThat(answer.json().path("error_description").asString()).isNotBlank();
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.header("content-type")).startsWith("application/json");
    }

    private static ObjectNode confidential(ObjectNode body, String secret) {
        return body.put("client_id", "confidential").put("client_secret", secret);
    }

    private static String basic(String secret) {
        return "Basic "
                + Base64.getEncoder().encodeToString(("confidential:" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static Arguments refused(String what, Consumer<ObjectNode> change, int status, String error) {
        return Arguments.of(what, change, status, error);
    }
}
