package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.testing.TestTenant;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** How clients prove who they are at the token endpoint (CONTRACT section 1.3, HOSTILE 70 and 108). */
@TokenServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(NoTroubleLogged.class)
class ClientAuthenticationIT {

    private static final String SECRET = TestTenant.WEB_SECRET;

    @Autowired
    TestService service;

    SoftwareAuthenticator authenticator;

    @BeforeAll
    void signUp() {
        authenticator = service.signedUp(Algorithm.EDDSA);
    }

    private record Case(String name, Consumer<ObjectNode> body, List<String> authorization) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case body(String name, Consumer<ObjectNode> body) {
        return new Case(name, body, List.of());
    }

    private static Case header(String name, String authorization, Consumer<ObjectNode> body) {
        return new Case(name, body.andThen(it -> {}), List.of(authorization));
    }

    private static Case basic(String name, String pair) {
        return header(name, "Basic " + base64(pair), body -> body.remove("client_id"));
    }

    static Stream<Case> proven() {
        return Stream.of(
                body("a public client by its name", body -> body.put("client_id", "demo")),
                body("a public client with a secret that is null", body -> body.putNull("client_secret")),
                body("post", body -> body.put("client_id", "web").put("client_secret", SECRET)),
                basic("basic", "web-basic:" + SECRET),
                basic("basic, percent-encoded", "web%2Dbasic:" + SECRET.replace("-", "%2D")),
                header(
                        "basic, and its name in the body",
                        "Basic " + base64("web-basic:" + SECRET),
                        body -> body.put("client_id", "web-basic")),
                header(
                        "basic in small letters",
                        "basic " + base64("web-basic:" + SECRET),
                        body -> body.remove("client_id")),
                header(
                        "basic with more spaces",
                        "Basic   " + base64("web-basic:" + SECRET),
                        body -> body.remove("client_id")),
                body("a basic client that posts", body -> body.put("client_id", "web-basic")
                        .put("client_secret", SECRET)),
                basic("a post client that uses basic", "web:" + SECRET),
                header("a public client with a header of another scheme", "Bearer abc", body -> {}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("proven")
    void letsAClientIn(Case client) {
        Session login = service.ceremonies().login();
        ObjectNode body = service.ceremonies().request(login, authenticator);
        client.body().accept(body);
        Session forThatClient =
                service.ceremonies().sealed(login, ticket -> new TestTickets(ticket).with("clientId", nameOf(client)));

        Answer answer = post(client, body.put("auth_session", forThatClient.sealed()));

        TestAnswers.assertSignedIn(answer);
        assertThat(TestJwts.claims(answer.text("id_token")).getAudience()).containsExactly(nameOf(client));
    }

    private static String nameOf(Case client) {
        if (client.name().contains("public")) {
            return "demo";
        }
        return client.name().startsWith("post") || client.name().startsWith("a post") ? "web" : "web-basic";
    }

    static Stream<Case> unproven() {
        return Stream.of(
                body("an unknown client", body -> body.put("client_id", "nobody")),
                body("a client without a name", body -> body.put("client_id", "")),
                body("a client's name in capitals", body -> body.put("client_id", "DEMO")),
                body("a client's name and a space", body -> body.put("client_id", "demo ")),
                body("a name of 10000 characters", body -> body.put("client_id", "x".repeat(10_000))),
                body("a public client with a secret", body -> body.put("client_secret", "secret")),
                body("a public client with an empty secret", body -> body.put("client_secret", "")),
                body("a confidential client without its secret", body -> body.put("client_id", "web")),
                body("a confidential client with a secret that is null", body -> body.put("client_id", "web")
                        .putNull("client_secret")),
                body("a wrong secret", body -> body.put("client_id", "web").put("client_secret", SECRET + "x")),
                body("a secret in capitals", body -> body.put("client_id", "web")
                        .put("client_secret", SECRET.toUpperCase(Locale.ROOT))),
                body("an empty secret", body -> body.put("client_id", "web").put("client_secret", "")),
                body("the hash of the secret", body -> body.put("client_id", "web")
                        .put("client_secret", "1357b582799363617bae680b3d86e5f582d1b9d705ef7b71cd063bb8bc6d0ce9")),
                body("an assertion", body -> body.put("client_assertion", "a.b.c")
                        .put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unproven")
    void refusesAClientThatDoesNotProveWhoItIs(Case client) {
        assertRefused(client, 401, "invalid_client");
    }

    static Stream<Case> unprovenByHeader() {
        return Stream.of(
                basic("basic with a wrong secret", "web-basic:wrong"),
                basic("basic with an unknown client", "nobody:" + SECRET),
                basic("basic with a public client", "demo:"),
                basic("basic with a secret for a public client", "demo:secret"),
                basic("basic without a colon", "web-basic"),
                basic("basic with broken percent-encoding", "web-basic:%zz"),
                basic("basic with cut percent-encoding", "web-basic:%"),
                basic("basic with nothing", ""),
                basic("basic with a colon", ":"),
                basic("basic of 10000 characters", "web-basic:" + "x".repeat(7_000)),
                header("basic that is no base64", "Basic !!!!", body -> body.remove("client_id")),
                header("basic that is base64url", "Basic _-_-", body -> body.remove("client_id")),
                header("basic that is no UTF-8", "Basic /////w==", body -> body.remove("client_id")),
                header("the bare word", "Basic", body -> body.remove("client_id")),
                header("the bare word for a public client", "Basic", body -> {}),
                new Case(
                        "two headers",
                        body -> body.remove("client_id"),
                        List.of("Basic " + base64("web-basic:" + SECRET), "Basic " + base64("web-basic:" + SECRET))),
                new Case(
                        "two headers of two schemes",
                        body -> body.remove("client_id"),
                        List.of("Bearer abc", "Basic " + base64("web-basic:" + SECRET))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unprovenByHeader")
    void namesTheSchemeToAClientThatFailsWithAHeader(Case client) {
        Answer answer = assertRefused(client, 401, "invalid_client");

        assertThat(answer.raw().headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic "));
    }

    static Stream<Case> twoWays() {
        return Stream.of(
                header("header and body", "Basic " + base64("web-basic:" + SECRET), body -> body.put(
                                "client_id", "web-basic")
                        .put("client_secret", SECRET)),
                header("header and an empty secret", "Basic " + base64("web-basic:" + SECRET), body -> body.put(
                                "client_id", "web-basic")
                        .put("client_secret", "")),
                header(
                        "header and assertion",
                        "Basic " + base64("web-basic:" + SECRET),
                        body -> body.put("client_assertion", "a.b.c")),
                body("body and assertion", body -> body.put("client_secret", SECRET)
                        .put("client_assertion", "a.b.c")),
                body("body and the kind of an assertion", body -> body.put("client_secret", SECRET)
                        .put("client_assertion_type", "x")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twoWays")
    void refusesTwoWaysAtOnce(Case client) {
        Answer answer = assertRefused(client, 400, "invalid_request");

        assertThat(answer.text("error_description"))
                .isEqualTo("Multiple authentication methods provided, please use one.");
    }

    static Stream<Case> unread() {
        return Stream.of(
                body("nobody", body -> body.remove("client_id")),
                body("null", body -> body.putNull("client_id")),
                header(
                        "one in the header, another in the body",
                        "Basic " + base64("web-basic:" + SECRET),
                        body -> body.put("client_id", "web")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unread")
    void refusesARequestThatDoesNotSayWhoItIs(Case client) {
        assertRefused(client, 400, "invalid_request");
    }

    /** Before the session is touched, so that the right client can still answer it. */
    private Answer assertRefused(Case client, int status, String error) {
        Session login = service.ceremonies().login();
        ObjectNode body = service.ceremonies().request(login, authenticator);
        client.body().accept(body);

        Answer answer = post(client, body);

        TestAnswers.assertError(answer, status, error);
        assertThat(service.facts().of(login)).isEmpty();
        return answer;
    }

    private Answer post(Case client, ObjectNode body) {
        String[] headers = client.authorization().stream()
                .flatMap(authorization -> Stream.of("Authorization", authorization))
                .toArray(String[]::new);
        return service.endpoint().post(body, "application/json", headers);
    }

    @Test
    void authenticatesFormsInTheSameWays() {
        String grant = "grant_type=client_credentials";
        String header = "Basic " + base64("operator:" + TestTenant.OPERATOR_SECRET);

        TestAnswers.assertSignedIn(
                service.endpoint().postForm(grant + "&client_id=operator&client_secret=" + TestTenant.OPERATOR_SECRET));
        TestAnswers.assertSignedIn(service.endpoint().postForm(grant, "Authorization", header));
        TestAnswers.assertError(
                service.endpoint().postForm(grant + "&client_secret=x", "Authorization", header),
                400,
                "invalid_request");
        TestAnswers.assertError(
                service.endpoint().postForm(grant + "&client_id=operator&client_secret=x"), 401, "invalid_client");
        TestAnswers.assertError(service.endpoint().postForm(grant), 400, "invalid_request");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
