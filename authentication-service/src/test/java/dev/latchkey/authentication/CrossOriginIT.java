package dev.latchkey.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.latchkey.testing.HttpCaller;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Which scripts of other origins may start a login (CONTRACT section 1.5, HOSTILE 75). */
@RichServiceTest
class CrossOriginIT {

    private static final String PATH = "/passkey/challenge";

    @Autowired
    private HttpCaller caller;

    static Stream<Arguments> origins() {
        return Stream.of(
                arguments("https://app.example.com", true, true),
                // Another client's: the preflight cannot know.
                arguments("https://members.example.com", true, false),
                arguments("https://evil.example", false, false),
                arguments("null", false, false));
    }

    @ParameterizedTest
    @MethodSource("origins")
    void letsTheClientsOwnScriptsReadTheChallenge(String origin, boolean mayAsk, boolean mayRead) {
        HttpResponse<String> preflight = caller.send(caller.request(PATH)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "auth0-client,content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        HttpResponse<String> answer = caller.send(caller.request(PATH)
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"client_id\":\"demo\"}")));

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(allowedBy(preflight)).isEqualTo(mayAsk ? List.of(origin) : List.of());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(allowedBy(answer)).isEqualTo(mayRead ? List.of(origin) : List.of());
    }

    private static List<String> allowedBy(HttpResponse<String> response) {
        return response.headers().allValues("Access-Control-Allow-Origin");
    }
}
