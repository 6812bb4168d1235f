package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.RichTestTenant;
import dev.latchkey.testing.TestBackends;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** Which scripts of other origins may read what this service says (CONTRACT section 1.5, HOSTILE 75). */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.additional-location=" + RichTestTenant.CONFIGURATION, "management.server.port=0"})
@Import({TestBackends.class, HttpCaller.class})
class CrossOriginIT {

    private static final String ORIGIN = "https://app.example.com";
    private static final String ELSEWHERE = "https://evil.example";

    @Autowired
    private HttpCaller caller;

    /** Preflights must not meet the filters of the token endpoint, which know nothing but POST. */
    @ParameterizedTest
    @ValueSource(strings = {"/oauth/token", "/oauth/revoke", "/userinfo"})
    void answersPreflights(String path) {
        assertThat(allowedBy(preflight(path, ORIGIN), 204)).containsExactly(ORIGIN);
        assertThat(allowedBy(preflight(path, ELSEWHERE), 204)).isEmpty();
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                arguments("POST", "/oauth/token", "{}", 400),
                arguments("POST", "/oauth/token", "{\"client_id\":\"nobody\",\"grant_type\":\"x\"}", 401),
                arguments("POST", "/oauth/token", "{\"client_id\":\"demo\",\"grant_type\":\"x\"}", 400),
                arguments("GET", "/oauth/token", "", 405),
                arguments("POST", "/oauth/revoke", "{}", 400),
                arguments("GET", "/userinfo", "", 401));
    }

    /** Errors too: an SDK that cannot read one shows nothing but "network error". */
    @ParameterizedTest
    @MethodSource("errors")
    void letsScriptsOfClientsReadErrors(String method, String path, String body, int status) {
        assertThat(allowedBy(request(method, path, body, ORIGIN), status)).containsExactly(ORIGIN);
        assertThat(allowedBy(request(method, path, body, ELSEWHERE), status)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/openid-configuration", "/.well-known/jwks.json"})
    void letsAnybodyReadPublicDocuments(String path) {
        assertThat(allowedBy(request("GET", path, "", ELSEWHERE), 200)).containsExactly("*");
        assertThat(allowedBy(request("GET", path, "", "null"), 200)).isEmpty();
        assertThat(allowedBy(preflight(path, ELSEWHERE), 204)).containsExactly("*");
    }

    private HttpRequest.Builder preflight(String path, String origin) {
        return caller.request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "auth0-client,content-type,dpop")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
    }

    private HttpRequest.Builder request(String method, String path, String body, String origin) {
        return caller.request(path)
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    private List<String> allowedBy(HttpRequest.Builder request, int status) {
        HttpResponse<String> answer = caller.send(request);
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer.headers().allValues("Access-Control-Allow-Origin");
    }
}
