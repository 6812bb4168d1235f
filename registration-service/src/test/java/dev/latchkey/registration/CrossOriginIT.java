package dev.latchkey.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestIssuer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Which scripts of other origins may read the answers (CONTRACT section 1.5, HOSTILE 75). */
@RichServiceTest
class CrossOriginIT {

    private static final String PATH = "/passkey/register";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    @Autowired
    private HttpCaller caller;

    static Stream<Arguments> preflights() {
        return Stream.of(
                // What the SDKs were seen to ask for.
                arguments(PATH, "https://app.example.com", "POST", "auth0-client,content-type"),
                arguments("/oauth/token", "https://app.example.com", "POST", "auth0-client,content-type,dpop"),
                arguments("/oauth/revoke", "https://app.example.com", "POST", "auth0-client"),
                arguments("/me/v1/authentication-methods", "https://app.example.com", "GET", "authorization"),
                arguments("/me/v1/x", "https://app.example.com", "PATCH", "authorization,content-type"),
                arguments("/me/v1/x", "https://app.example.com", "DELETE", "Authorization, Accept-Language"),
                // The union of all clients: web origins, allowed origins, callbacks, wildcards.
                arguments(PATH, "https://members.example.com", "POST", "content-type"),
                arguments(PATH, "https://allowed.example.com", "POST", "content-type"),
                arguments(PATH, "https://callback.example.com", "POST", "content-type"),
                arguments(PATH, "https://pr-7.preview.example.com", "POST", "content-type"));
    }

    @ParameterizedTest
    @MethodSource("preflights")
    void answersThePreflightsOfEveryClientsOrigins(String path, String origin, String method, String headers) {
        HttpResponse<String> response = preflight(path, origin, method, headers);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().allValues(ALLOW_ORIGIN)).containsExactly(origin);
        assertThat(response.headers().allValues("Access-Control-Allow-Methods"))
                .containsExactly("GET, POST, PATCH, DELETE");
        assertThat(response.headers().allValues("Access-Control-Allow-Headers"))
                .containsExactly("Accept-Language, Auth0-Client, Authorization, Content-Type, DPoP");
        assertThat(response.headers().allValues("Access-Control-Max-Age")).containsExactly("3600");
        assertThat(response.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(response.headers().allValues("Vary"))
                .containsExactly("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers");
    }

    static Stream<Arguments> refusedPreflights() {
        return Stream.of(
                arguments("https://evil.example", "POST", "content-type"),
                arguments("null", "POST", "content-type"),
                arguments("https://app.example.com.evil.example", "POST", "content-type"),
                arguments("http://app.example.com", "POST", "content-type"),
                arguments("https://app.example.com:8443", "POST", "content-type"),
                arguments("https://APP.example.com", "POST", "content-type"),
                arguments("https://app.example.com/", "POST", "content-type"),
                arguments("https://a.b.preview.example.com", "POST", "content-type"),
                arguments("https://preview.example.com", "POST", "content-type"),
                arguments("https://app.example.com", "PUT", "content-type"),
                arguments("https://app.example.com", "post", "content-type"),
                arguments("https://app.example.com", "POST", "content-type,x-odd"),
                arguments("https://app.example.com", "POST", "*"));
    }

    @ParameterizedTest
    @MethodSource("refusedPreflights")
    void allowsNothingToOtherPreflights(String origin, String method, String headers) {
        HttpResponse<String> response = preflight(PATH, origin, method, headers);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(allowHeaders(response)).isEmpty();
        assertThat(response.headers().allValues("Vary")).contains("Origin");
    }

    static Stream<Arguments> answers() {
        String profile = ",\"user_profile\":{\"email\":\"origin@b.test\"}}";
        String demo = "{\"client_id\":\"demo\"" + profile;
        return Stream.of(
                arguments(demo, "https://app.example.com", 200, true),
                arguments(demo, "https://allowed.example.com", 200, true),
                arguments(demo, "https://callback.example.com", 200, true),
                arguments(demo, "https://pr-7.preview.example.com", 200, true),
                // Another client's origin, though its preflight passed.
                arguments(demo, "https://members.example.com", 200, false),
                arguments(demo, "https://evil.example", 200, false),
                arguments(demo, "null", 200, false),
                // Our own origin, which is on no list: nothing is allowed and nothing refused.
                arguments(demo, "http://localhost:8080", 200, false),
                // Errors before the client is known, of the client, and of one that does not exist.
                arguments("{", "https://members.example.com", 400, true),
                arguments("{", "https://evil.example", 400, false),
                arguments("{\"client_id\":\"demo\"}", "https://app.example.com", 400, true),
                arguments("{\"client_id\":\"demo\"}", "https://members.example.com", 400, false),
                arguments("{\"client_id\":\"nobody\"" + profile, "https://app.example.com", 401, true),
                arguments("{\"client_id\":\"demo\",\"client_secret\":\"x\"}", "https://app.example.com", 401, true),
                arguments(
                        "{\"client_id\":\"demo\",\"client_secret\":\"x\"}", "https://members.example.com", 401, false),
                arguments("\"" + "x".repeat(70_000) + "\"", "https://app.example.com", 413, true));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void letsScriptsOfTheClientsOriginsReadAnswersAndErrors(String body, String origin, int status, boolean readable) {
        HttpResponse<String> response = post(body, origin);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().allValues(ALLOW_ORIGIN)).isEqualTo(readable ? List.of(origin) : List.of());
        assertThat(response.headers().allValues("Access-Control-Expose-Headers"))
                .isEqualTo(
                        readable
                                ? List.of("Location, DPoP-Nonce, X-RateLimit-Limit, X-RateLimit-Remaining,"
                                        + " X-RateLimit-Reset, Retry-After, WWW-Authenticate")
                                : List.of());
        assertThat(response.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(response.headers().allValues("Vary")).containsExactly("Origin");
    }

    /** "Otherwise unchanged": but for the headers, nobody can tell what is on the list. */
    @Test
    void answersARefusedOriginAsItAnswersNone() {
        String body = "{\"client_id\":\"demo\",\"user_profile\":{\"email\":\"x\"}}";

        HttpResponse<String> refused = post(body, "https://evil.example");
        HttpResponse<String> without = caller.post(PATH, body);

        assertThat(refused.body()).isEqualTo(without.body());
        assertThat(refused.headers().map().keySet())
                .isEqualTo(without.headers().map().keySet());
    }

    /** A token names no client that could be trusted before it is checked: the union decides. */
    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com", "https://members.example.com"})
    void letsScriptsOfAnyClientReadLookUps(String origin) {
        HttpResponse<String> response = caller.send(caller.request("/api/v2/users-by-email?email=a%40b.test")
                .header("Origin", origin)
                .header("Authorization", "Bearer " + TestIssuer.token("read:users")));

        assertThat(response.headers().allValues(ALLOW_ORIGIN)).containsExactly(origin);
    }

    @Test
    void letsScriptsReadTheRefusalOfAToken() {
        HttpResponse<String> response =
                caller.send(caller.request("/api/v2/users/x").header("Origin", "https://app.example.com"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().allValues(ALLOW_ORIGIN)).containsExactly("https://app.example.com");
    }

    @Test
    void allowsNothingToARequestOfTwoOrigins() {
        HttpResponse<String> response = caller.send(caller.request("/api/v2/users/x")
                .header("Origin", "https://app.example.com")
                .header("Origin", "https://evil.example"));

        assertThat(allowHeaders(response)).isEmpty();
    }

    private HttpResponse<String> preflight(String path, String origin, String method, String headers) {
        return caller.send(caller.request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    private HttpResponse<String> post(String body, String origin) {
        return caller.send(caller.request(PATH)
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static List<String> allowHeaders(HttpResponse<String> response) {
        return response.headers().map().keySet().stream()
                .filter(name -> name.regionMatches(true, 0, "Access-Control-", 0, "Access-Control-".length()))
                .toList();
    }
}
