package dev.latchkey.benchmarks;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A person with an ES256 passkey who signs up once and then in, again and again. */
final class Caller {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String frontDoor;
    private final SoftwareAuthenticator authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);

    Caller(String frontDoor) {
        this.frontDoor = frontDoor;
    }

    void signUp() {
        ObjectNode body = request();
        body.putObject("user_profile").put("email", UUID.randomUUID() + "@example.com");
        JsonNode challenge = post("/passkey/register", body);
        token(challenge, authenticator.create(challenge.required("authn_params_public_key"), frontDoor));
    }

    void signIn() {
        JsonNode challenge = post("/passkey/challenge", request());
        token(challenge, authenticator.get(challenge.required("authn_params_public_key"), frontDoor));
    }

    private void token(JsonNode challenge, JsonNode answer) {
        ObjectNode body = request()
                .put("grant_type", "urn:okta:params:oauth:grant-type:webauthn")
                .put("auth_session", challenge.required("auth_session").asString())
                .put("scope", "openid profile email");
        body.set("authn_response", answer);
        post("/oauth/token", body);
    }

    private static ObjectNode request() {
        return JSON.createObjectNode().put("client_id", "demo");
    }

    private JsonNode post(String path, ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(frontDoor + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        try {
            HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " answered " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(path + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }
}
