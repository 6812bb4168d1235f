package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.TestTenant;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An operator who manages people and their passkeys. */
record TestOperator(TokenEndpoint endpoint, String token) {

    static final String CLIENT = "people-operator";
    static final String USERS = "/api/v2/users";
    static final JsonMapper JSON = JsonMapper.builder().build();

    static TestOperator of(TestService service) {
        Answer answer = service.endpoint()
                .post(JSON.createObjectNode()
                        .put("grant_type", "client_credentials")
                        .put("client_id", CLIENT)
                        .put("client_secret", TestTenant.OPERATOR_SECRET)
                        .put("audience", "http://localhost:8080/api/v2/"));
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(200);
        return new TestOperator(service.endpoint(), answer.text("access_token"));
    }

    /** A person of the default connection. */
    static ObjectNode person(String email) {
        return JSON.createObjectNode().put("connection", TestTenant.REALM).put("email", email);
    }

    Answer create(ObjectNode body) {
        return send("POST", USERS, body);
    }

    Answer change(String userId, String body) {
        return send("PATCH", pathOf(userId), JSON.readTree(body));
    }

    Answer erase(String userId) {
        return send("DELETE", pathOf(userId), null);
    }

    static String pathOf(String userId) {
        return USERS + "/" + userId.replace("|", "%7C");
    }

    static String methodsOf(String userId) {
        return pathOf(userId) + "/authentication-methods";
    }

    Answer send(String method, String path, @Nullable JsonNode body) {
        HttpRequest.Builder request = endpoint.request(path).header("Authorization", "Bearer " + token);
        return endpoint.send(
                body == null
                        ? request.method(method, HttpRequest.BodyPublishers.noBody())
                        : request.header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** A refusal in the envelope of CONTRACT section 13, in no cache. */
    static void assertRefused(Answer answer, int status, String errorCode) {
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(status);
        assertThat(answer.body().get("statusCode").intValue()).isEqualTo(status);
        assertThat(answer.text("errorCode")).isEqualTo(errorCode);
        assertThat(answer.text("message")).isNotBlank();
        assertThat(answer.raw().headers().allValues("Cache-Control")).containsExactly("no-store");
    }
}
