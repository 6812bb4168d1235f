package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.TokenEndpoint.Answer;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.AbstractStringAssert;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator who changes the tenant of one instance through the Management API. */
final class TestManager {

    static final String CLIENT = "tenant-manager";
    static final String SECRET = "tenant-manager-secret-of-256-bits";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TokenEndpoint endpoint;
    private final String token;

    private TestManager(TokenEndpoint endpoint, String token) {
        this.endpoint = endpoint;
        this.token = token;
    }

    static TestManager of(TokenEndpoint endpoint) {
        return with(endpoint, CLIENT, SECRET, null);
    }

    /** One whose token has no more scopes than these. */
    static TestManager with(TokenEndpoint endpoint, String client, String secret, String scope) {
        Answer answer = endpoint.post(JSON.createObjectNode()
                .put("grant_type", "client_credentials")
                .put("client_id", client)
                .put("client_secret", secret)
                .put("audience", "http://localhost:8080/api/v2/")
                .put("scope", scope));
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(200);
        return new TestManager(endpoint, answer.text("access_token"));
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    JsonNode list(String path) {
        Answer answer = get(path);
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(200);
        return JSON.readTree(answer.rawText());
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer patch(String path, String body) {
        return send("PATCH", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    Answer send(String method, String path, String body) {
        return sendBytes(method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8));
    }

    Answer sendBytes(String method, String path, byte[] body) {
        return endpoint.send(endpoint.request("/api/v2" + path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** A client that was made with this body. */
    Answer created(String path, String body) {
        Answer answer = post(path, body);
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(201);
        return answer;
    }

    /** The message of an answer in the Management API's envelope. */
    static AbstractStringAssert<?> assertRefused(Answer answer, int status, String errorCode) {
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(status);
        assertThat(answer.body().propertyNames())
                .containsExactlyInAnyOrder("statusCode", "error", "message", "errorCode");
        assertThat(answer.body().path("statusCode").asInt()).isEqualTo(status);
        assertThat(answer.text("errorCode")).isEqualTo(errorCode);
        return assertThat(answer.text("message"));
    }
}
