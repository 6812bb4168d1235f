package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /oauth/revoke} (CONTRACT section 8, HOSTILE 92). */
@TokenServiceTest
class RevocationIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    TestService service;

    String token;

    @BeforeEach
    void signIn() {
        token = TestSignIns.login(service, service.signedUp(Algorithm.ES256), "steady")
                .text("refresh_token");
    }

    private Answer revoke(ObjectNode body) {
        return send(JSON.writeValueAsBytes(body), "application/json");
    }

    private Answer send(byte[] body, String contentType) {
        return service.endpoint()
                .send(service.endpoint()
                        .request("/oauth/revoke")
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static ObjectNode request(String client, String token) {
        return JSON.createObjectNode().put("client_id", client).put("token", token);
    }

    private Answer refresh() {
        return service.endpoint().post(TestSignIns.refresh("steady", token));
    }

    private static void assertDone(Answer answer) {
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(200);
        assertThat(answer.raw().body()).isEmpty();
        assertThat(answer.raw().headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void endsTheFamily() {
        assertDone(revoke(request("steady", token).put("token_type_hint", "refresh_token")));

        assertThat(refresh().status()).isEqualTo(403);
        assertDone(revoke(request("steady", token)));
    }

    @Test
    void readsForms() {
        assertDone(send(
                ("client_id=steady&token=" + token).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "application/x-www-form-urlencoded"));

        assertThat(refresh().status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "eyJhbGciOiJub25lIn0.e30."})
    void answersUnknownTokensAlike(String unknown) {
        assertDone(revoke(request("steady", unknown)));

        TestAnswers.assertSignedIn(refresh());
    }

    @Test
    void leavesTheTokenOfAnotherClientAlone() {
        assertDone(revoke(request("rotating", token)));

        TestAnswers.assertSignedIn(refresh());
    }

    @Test
    void leavesAForgedTokenAlone() {
        char last = token.charAt(40);
        String forged = token.substring(0, 40) + (last == 'A' ? 'B' : 'A') + token.substring(41);

        assertDone(revoke(request("steady", forged)));

        TestAnswers.assertSignedIn(refresh());
    }

    @Test
    void refusesRequestsThatAreWrong() {
        TestAnswers.assertError(revoke(JSON.createObjectNode().put("client_id", "steady")), 400, "invalid_request");
        TestAnswers.assertError(revoke(JSON.createObjectNode().put("token", token)), 400, "invalid_request");
        TestAnswers.assertError(revoke(request("nobody", token)), 401, "invalid_client");
        TestAnswers.assertError(revoke(request("web", token)), 401, "invalid_client");
        TestAnswers.assertError(send(new byte[] {'x'}, "application/json"), 400, "invalid_request");
        TestAnswers.assertError(send(new byte[] {'x'}, "text/plain"), 415, "invalid_request");

        TestAnswers.assertSignedIn(refresh());
    }
}
