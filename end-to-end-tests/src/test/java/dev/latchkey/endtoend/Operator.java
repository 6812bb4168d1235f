package dev.latchkey.endtoend;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Looks people up, with a token of the client credentials grant. */
final class Operator {

    private final FrontDoor door = new FrontDoor(Suite.running().origin());
    private final String accessToken;

    private Operator(String accessToken) {
        this.accessToken = accessToken;
    }

    static Operator signedIn() {
        return new Operator(token("operator").json().required("access_token").asString());
    }

    static Operator with(String accessToken) {
        return new Operator(accessToken);
    }

    static Answer token(String clientId) {
        var body = Application.object()
                .put("grant_type", "client_credentials")
                .put("client_id", clientId)
                .put("client_secret", TestTenant.SECRET)
                .put("audience", Suite.running().origin() + "/api/v2/");
        return new FrontDoor(Suite.running().origin()).post("/oauth/token", body);
    }

    Answer user(String userId) {
        return get("/api/v2/users/" + encoded(userId));
    }

    Answer usersByEmail(String email) {
        return get("/api/v2/users-by-email?email=" + encoded(email));
    }

    Answer authenticationMethods(String userId) {
        return get("/api/v2/users/" + encoded(userId) + "/authentication-methods");
    }

    Answer createUser(JsonNode body) {
        return send("POST", "/api/v2/users", body);
    }

    Answer changeUser(String userId, JsonNode body) {
        return send("PATCH", "/api/v2/users/" + encoded(userId), body);
    }

    Answer erase(String userId) {
        return send("DELETE", "/api/v2/users/" + encoded(userId), null);
    }

    /** With a body, if there is one. */
    Answer send(String method, String path, @Nullable JsonNode body) {
        return door.send(
                method,
                path,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()),
                "Authorization",
                "Bearer " + accessToken,
                "Content-Type",
                "application/json");
    }

    Answer get(String path) {
        return door.get(path, "Authorization", "Bearer " + accessToken);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
