package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.testing.TestTenant;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How a request to the token endpoint may look, whatever it asks for (CONTRACT sections 1.1, 1.2 and 5.3, HOSTILE 69 to 72). */
@TokenServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(NoTroubleLogged.class)
class TokenRequestIT {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int LIMIT = 64 * 1024;

    @Autowired
    TestService service;

    SoftwareAuthenticator authenticator;

    @BeforeAll
    void signUp() {
        authenticator = service.signedUp(Algorithm.ES256);
    }

    /** The smallest request that succeeds. */
    private static ObjectNode operator() {
        return MAPPER.createObjectNode()
                .put("grant_type", "client_credentials")
                .put("client_id", TestTenant.OPERATOR)
                .put("client_secret", TestTenant.OPERATOR_SECRET);
    }

    private static String operatorForm() {
        return "grant_type=client_credentials&client_id=operator&client_secret=" + TestTenant.OPERATOR_SECRET;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                JSON,
                "application/json;charset=utf-8",
                "application/json; charset=UTF-8",
                "application/json; charset=\"utf-8\"",
                "Application/JSON",
                "application/json;unknown=parameter"
            })
    void readsJson(String contentType) {
        Answer answer = service.endpoint().post(operator(), contentType);

        TestAnswers.assertSignedIn(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FORM,
                "application/x-www-form-urlencoded;charset=UTF-8",
                "application/x-www-form-urlencoded; charset=utf-8",
                "Application/X-WWW-Form-URLEncoded"
            })
    void readsForms(String contentType) {
        Answer answer = service.endpoint().post(bytes(operatorForm()), contentType);

        TestAnswers.assertSignedIn(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/json",
                "application/xml",
                "multipart/form-data; boundary=x",
                "application/json;charset=utf-16",
                "application/json;charset=iso-8859-1",
                "application/json;charset=nonsense",
                "application/x-www-form-urlencoded;charset=utf-16",
                "application",
                "application/*",
                "*/*",
                "/",
                ";"
            })
    void readsNothingElse(String contentType) {
        Answer answer = service.endpoint().post(operator(), contentType);

        TestAnswers.assertError(answer, 415, "invalid_request");
    }

    @Test
    void readsNothingWithoutAContentType() {
        Answer answer = service.endpoint()
                .send(service.endpoint()
                        .request("/oauth/token")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(operator()))));

        TestAnswers.assertError(answer, 415, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void knowsOnlyPost(String method) {
        for (String contentType : new String[] {JSON, FORM}) {
            Answer answer = service.endpoint()
                    .send(service.endpoint()
                            .request("/oauth/token")
                            .header("Content-Type", contentType)
                            .method(method, HttpRequest.BodyPublishers.ofString("a=%zz")));

            TestAnswers.assertError(answer, 405, "method_not_allowed");
            assertThat(answer.raw().headers().firstValue("Allow")).hasValue("POST");
        }
    }

    @Test
    void knowsNoMethodOfOtherProtocols() {
        Answer answer = service.endpoint()
                .send(service.endpoint()
                        .request("/oauth/token")
                        .method("PROPFIND", HttpRequest.BodyPublishers.noBody()));

        TestAnswers.assertUnread(answer);
    }

    @Test
    void answersNoBodyToHead() {
        Answer answer = service.endpoint()
                .send(service.endpoint().request("/oauth/token").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.raw().body()).isEmpty();
    }

    @Test
    void readsABodyUpToItsLimitAndNotAByteMore() {
        byte[] json = MAPPER.writeValueAsBytes(operator());
        byte[] form = bytes(operatorForm() + "&ignored=");

        TestAnswers.assertSignedIn(service.endpoint().post(filled(json, LIMIT, ' '), JSON));
        TestAnswers.assertSignedIn(service.endpoint().post(filled(form, LIMIT, 'x'), FORM));
        assertTooLarge(service.endpoint().post(filled(json, LIMIT + 1, ' '), JSON));
        assertTooLarge(service.endpoint().post(filled(form, LIMIT + 1, 'x'), FORM));
        assertTooLarge(postInChunks(filled(json, LIMIT + 1, ' '), JSON));
        assertTooLarge(postInChunks(filled(form, LIMIT + 1, 'x'), FORM));
    }

    private static void assertTooLarge(Answer answer) {
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(413);
        assertThat(answer.text("error")).isEqualTo("invalid_request");
        assertThat(answer.text("error_description")).isNotBlank();
    }

    @Test
    void readsABodyThatComesInChunks() {
        TestAnswers.assertSignedIn(postInChunks(MAPPER.writeValueAsBytes(operator()), JSON));
        TestAnswers.assertSignedIn(postInChunks(bytes(operatorForm()), FORM));
    }

    private Answer postInChunks(byte[] body, String contentType) {
        return service.endpoint()
                .send(service.endpoint()
                        .request("/oauth/token")
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    }

    private static byte[] filled(byte[] start, int length, char filling) {
        byte[] whole = Arrays.copyOf(start, length);
        Arrays.fill(whole, start.length, length, (byte) filling);
        return whole;
    }

    static Stream<String> brokenJson() {
        String right = operator().toString();
        return Stream.of(
                "",
                " ",
                "{",
                "}",
                "[]",
                "[" + right + "]",
                "null",
                "1",
                "\"" + "x" + "\"",
                right + right,
                right + "x",
                right.substring(0, right.length() - 1),
                right.replace("\"grant_type\"", "grant_type"),
                right.replace('"', '\''),
                right.replaceFirst("\\{", "{/**/"),
                right.replaceFirst("\\{", "{\"client_id\":\"demo\","),
                right.replaceFirst("\\{", "{\"a\":1,\"a\":1,"),
                right.replaceFirst("\\{", "{\"a\":{\"b\":1,\"b\":2},"),
                right.replaceFirst("\\{", "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + ","),
                right.replaceFirst("\\{", "{\"a\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000) + ","),
                right.replaceFirst("\\{", "{\"a\":" + "9".repeat(50_000) + ","),
                right.replaceFirst("\\{", "{\"a\":1e999999999,\"a\":0,"),
                right.replaceFirst("\\{", "{\"" + "n".repeat(5_000) + "\":1,"),
                right.replaceFirst("\\{", "{\"a\":NaN,"),
                right.replaceFirst("\\{", "{\"a\":-Infinity,"),
                right.replaceFirst("\\{", "{\"a\":01,"),
                right.replaceFirst("\\{", "{\"a\":.5,"),
                right.replaceFirst("\\{", "{\"a\":+1,"),
                right.replaceFirst("\\{", "{\"a\":True,"),
                right.replaceFirst("\\{", "{\"a\":\"\\\\'\","),
                right.replaceFirst("\\{", "{\"a\":\"\\\\udc00\","),
                right.replaceFirst("\\{", "{\"a\":\"\t\","),
                right.replaceFirst("\\{", "{\"\\\\u0067rant_type\":\"refresh_token\","),
                right.replaceFirst("\\{", "{\"a\":[{\"b\":1,\"\\\\u0062\":2}],"),
                right.replaceFirst("\\{", "{,"),
                right.replaceFirst("}$", ",}"),
                right.replaceFirst(":", "="),
                right.replaceFirst(",", ";"),
                right.replaceFirst("\\{", "{#\n"),
                right.replaceFirst("\\{", "{<!---->"),
                "\uFEFF\uFEFF" + right,
                "\0" + right,
                right + "\0",
                right + "\u00a0",
                ")]}',\n" + right,
                "a=" + right,
                right.replaceFirst("\\{", "{\"a\":0x1,"),
                right.replaceFirst("\\{", "{\"a\":\"\u0001\","));
    }

    @ParameterizedTest
    @MethodSource("brokenJson")
    void readsNoBrokenJson(String body) {
        Answer answer = service.endpoint().post(bytes(body), JSON);

        TestAnswers.assertUnread(answer);
    }

    @Test
    void readsJsonInUtf8Only() {
        String right = operator().toString();

        for (var charset : new Charset[] {
            StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_32
        }) {
            TestAnswers.assertUnread(service.endpoint().post(right.getBytes(charset), JSON));
        }
        TestAnswers.assertUnread(service.endpoint()
                .post(right.replaceFirst("\\{", "{\"a\":\"\u00e4\",").getBytes(StandardCharsets.ISO_8859_1), JSON));
    }

    @Test
    void ignoresMembersItDoesNotKnow() {
        ObjectNode body = operator();
        body.put("redirect_uri", "https://app.example.com");
        body.put("number", 1).putObject("object").putArray("array");

        Answer answer = service.endpoint().post(body);

        TestAnswers.assertSignedIn(answer);
    }

    @Test
    void readsManyMembersInReasonableTime() {
        ObjectNode body = operator();
        for (int index = 0; index < 5_000; index++) {
            body.put("m" + index, 0);
        }

        Answer answer = service.endpoint().post(body);

        TestAnswers.assertSignedIn(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&grant_type=client_credentials",
                "&client_id=operator",
                "&a=1&a=1",
                "&a=%zz",
                "&a=%",
                "&%",
                "&a=%ff",
                "&a=%00",
                "&%c0%af=1"
            })
    void readsNoBrokenForm(String more) {
        Answer answer = service.endpoint().postForm(operatorForm() + more);

        assertThat(answer.status()).as(answer.rawText()).isIn(200, 400);
        if (answer.status() == 400) {
            TestAnswers.assertUnread(answer);
        }
    }

    @Test
    void readsNoFormWithAParameterTwice() {
        TestAnswers.assertUnread(service.endpoint().postForm(operatorForm() + "&grant_type=client_credentials"));
        TestAnswers.assertUnread(service.endpoint().postForm(operatorForm() + "&client_id=demo"));
        TestAnswers.assertUnread(service.endpoint().postForm(operatorForm() + "&other=1&other=2"));
    }

    @Test
    void readsNoFormWithMoreParametersThanItCanHold() {
        Answer answer = service.endpoint().postForm(operatorForm() + "&a".repeat(3_000));

        TestAnswers.assertUnread(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?grant_type=client_credentials", "?client_id=operator", "?x=1", "?grant_type"})
    void takesNothingFromTheUrl(String query) {
        for (String contentType : new String[] {JSON, FORM}) {
            byte[] body = contentType.equals(JSON) ? MAPPER.writeValueAsBytes(operator()) : bytes(operatorForm());
            Answer answer = service.endpoint()
                    .send(service.endpoint()
                            .request("/oauth/token" + query)
                            .header("Content-Type", contentType)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));

            TestAnswers.assertUnread(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth/token/",
                "/OAUTH/token",
                "/oauth/Token",
                "/oauth//token",
                "//oauth/token",
                "/oauth/%74oken",
                "/oauth%2ftoken",
                "/oauth/token%20",
                "/oauth/token%00",
                "/oauth/token;x=y",
                "/oauth;x=y/token",
                "/oauth/./token",
                "/x/../oauth/token",
                "/x/%2e%2e/oauth/token",
                "/oauth/token.json",
                "/oauth/TOKEN",
                "/oauth/token%09",
                "/oauth/token%0d%0a",
                "/oauth/token%0a",
                "/oauth/token%3f",
                "/oauth/token%23",
                "/oauth/token%5c",
                "/oauth/token%7e",
                "/oauth/token%3bx=y",
                "/oauth/token;jsessionid=1",
                "/oauth/token;/",
                "/oauth;/token",
                "/oauth/..;/oauth/token",
                "/oauth/;/token",
                "/oauth/%2e/token",
                "/%6fauth/token",
                "/oauth%252ftoken",
                "/oauth%c0%aftoken",
                "/oauth%ef%bc%8ftoken",
                "/oauth/tok%c4%97n",
                "/oauth/to%e2%84%aaen",
                "/oauth/token%e2%80%8b",
                "/oauth/token/*",
                "/oauth/token/..",
                "/oauth/token/token",
                "/oauth/token..",
                "/oauth/"
            })
    void isFoundUnderItsOwnNameOnly(String path) {
        Answer answer = service.endpoint()
                .send(service.endpoint()
                        .request(path)
                        .header("Content-Type", JSON)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(operator()))));

        assertThat(answer.status()).as(answer.rawText()).isIn(400, 404, 405);
        assertThat(answer.rawText()).doesNotContain("access_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attacker.example", "localhost", "localhost:8081", "LOCALHOST:8080", "[::1]:8080"})
    void knowsOnlyItsOwnHosts(String host) {
        Answer answer = service.endpoint().post(operator(), JSON, "Host", host);

        TestAnswers.assertUnread(answer);
    }

    @Test
    void givesEveryAnswerAnIdOfItsOwn() {
        Answer answer = service.endpoint().post(operator(), JSON, "X-Request-Id", "mine");

        assertThat(answer.raw().headers().allValues("X-Request-Id")).hasSize(1).doesNotContain("mine");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            authorization_code
            password
            urn:ietf:params:oauth:grant-type:jwt-bearer
            urn:okta:params:oauth:grant-type:WEBAUTHN
            client_credentials2
            Client_Credentials
            ''
            """)
    void knowsNoOtherGrant(String grantType) {
        Answer json = service.endpoint().post(operator().put("grant_type", grantType));
        Answer form = service.endpoint()
                .postForm(operatorForm()
                        .replace("client_credentials", URLEncoder.encode(grantType, StandardCharsets.UTF_8)));

        TestAnswers.assertError(json, 400, "unsupported_grant_type");
        TestAnswers.assertError(form, 400, "unsupported_grant_type");
    }

    @Test
    void readsNoGrantThatIsNotNamed() {
        TestAnswers.assertUnread(
                service.endpoint().post(operator().without("grant_type").asObject()));
        TestAnswers.assertUnread(service.endpoint().post(operator().putNull("grant_type")));
        TestAnswers.assertUnread(service.endpoint().post(operator().put("grant_type", 1)));
        TestAnswers.assertUnread(service.endpoint().postForm("client_id=demo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-passkeys", "third-party", "legacy"})
    void doesNotLetAClientUseAGrantThatItWasNotGiven(String client) {
        Session login = service.ceremonies().login();
        ObjectNode body = service.ceremonies().request(login, authenticator).put("client_id", client);

        Answer answer = service.endpoint().post(body);

        TestAnswers.assertError(answer, 403, "unauthorized_client");
        assertThat(answer.text("error_description"))
                .isEqualTo("Grant type 'urn:okta:params:oauth:grant-type:webauthn' not allowed for the client.");
        assertThat(service.facts().of(login)).isEmpty();
    }

    @Test
    void doesNotGivePublicClientsTokensOfTheirOwn() {
        Answer answer = service.endpoint().postForm("grant_type=client_credentials&client_id=demo");

        TestAnswers.assertError(answer, 403, "unauthorized_client");
        assertThat(answer.text("error_description"))
                .isEqualTo("Grant type 'client_credentials' not allowed for the client.");
    }

    @Test
    void readsThePasskeyGrantFromJsonOnly() {
        Session login = service.ceremonies().login();
        ObjectNode body = service.ceremonies().request(login, authenticator);
        String form = "grant_type=urn%3Aokta%3Aparams%3Aoauth%3Agrant-type%3Awebauthn&client_id=demo&auth_session="
                + login.sealed() + "&authn_response="
                + URLEncoder.encode(body.path("authn_response").toString(), StandardCharsets.UTF_8);

        Answer answer = service.endpoint().postForm(form);

        TestAnswers.assertUnread(answer);
        assertThat(answer.text("error_description")).isEqualTo("\"authn_response\" must be of type object");
        TestAnswers.assertSignedIn(service.endpoint().post(body));
    }

    @Test
    void readsAnAnswerThatIsAnObjectOnly() {
        Session login = service.ceremonies().login();
        ObjectNode body = service.ceremonies().request(login, authenticator);
        String text = body.path("authn_response").toString();

        assertThat(Stream.of(
                        body.deepCopy().put("authn_response", text),
                        body.deepCopy().put("authn_response", 1),
                        body.deepCopy().put("authn_response", true),
                        body.deepCopy().set("authn_response", body.arrayNode().add(body.get("authn_response")))))
                .allSatisfy(spoiled -> {
                    Answer answer = service.endpoint().post(spoiled.asObject());
                    TestAnswers.assertUnread(answer);
                    assertThat(answer.text("error_description")).isEqualTo("\"authn_response\" must be of type object");
                });
        TestAnswers.assertUnread(service.endpoint().post(body.deepCopy().putNull("authn_response")));
        TestAnswers.assertUnread(service.endpoint()
                .post(body.deepCopy().without("authn_response").asObject()));
        TestAnswers.assertSignedIn(service.endpoint().post(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope", "audience", "realm", "organization", "client_id", "client_secret"})
    void readsNoParameterThatIsNoText(String name) {
        Session login = service.ceremonies().login();
        ObjectNode body = service.ceremonies().request(login, authenticator);

        for (ObjectNode spoiled : List.of(
                body.deepCopy().put(name, 1),
                body.deepCopy().put(name, true),
                body.deepCopy().set(name, body.arrayNode().add("openid")).asObject(),
                body.deepCopy().set(name, body.objectNode()).asObject())) {
            TestAnswers.assertUnread(service.endpoint().post(spoiled));
        }

        TestAnswers.assertSignedIn(service.endpoint().post(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
