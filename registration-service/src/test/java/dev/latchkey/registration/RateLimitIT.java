package dev.latchkey.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestTenant;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * How many requests an address may send, and which address that is (CONTRACT sections 1.4 and 1.7, HOSTILE 107). Each test
 * comes from addresses of its own; a bucket of three fills too slowly to matter while a test runs.
 */
@RichServiceTest
@TestPropertySource(
        properties = {
            "latchkey.rate-limits.enabled=true",
            "latchkey.rate-limits.passkey.requests-per-second=1000",
            "latchkey.rate-limits.passkey.requests-per-minute=3"
        })
class RateLimitIT {

    private static final String PATH = "/passkey/register";

    @Autowired
    private HttpCaller caller;

    @Test
    void saysHowManyAreLeftAndRefusesTheNext() {
        for (int left = 2; left >= 0; left--) {
            HttpResponse<String> response = send(from("192.0.2.1"), "{}");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("X-RateLimit-Limit")).contains("3");
            assertThat(response.headers().firstValue("X-RateLimit-Remaining")).contains(String.valueOf(left));
            assertThat(response.headers().firstValueAsLong("X-RateLimit-Reset").orElseThrow())
                    .isGreaterThanOrEqualTo(System.currentTimeMillis() / 1_000);
            assertThat(response.headers().firstValue("Retry-After")).isEmpty();
        }

        HttpResponse<String> refused = send(from("192.0.2.1").header("Origin", "https://app.example.com"), "{}");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body())
                .isEqualTo("{\"error\":\"too_many_requests\","
                        + "\"error_description\":\"Too many requests. Try again later.\"}");
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(refused.headers().firstValue("X-RateLimit-Limit")).contains("3");
        assertThat(refused.headers().firstValue("X-RateLimit-Remaining")).contains("0");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 20L);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example.com");
        assertThat(send(from("192.0.2.2"), "{}").statusCode()).isEqualTo(400);
    }

    static Stream<Arguments> spellings() {
        return Stream.of(
                // The proxy's word is the last one: what the client wrote before it counts for nothing.
                arguments("X-Forwarded-For", "198.51.100.7, 192.0.2.11", PATH),
                arguments("Forwarded", "for=198.51.100.7", PATH),
                arguments("X-Real-IP", "198.51.100.7", PATH),
                arguments("True-Client-IP", "198.51.100.7", PATH),
                arguments("X-Other", "", "/p%61sskey/register"),
                arguments("X-Other", "", "/passkey/elsewhere"));
    }

    /** HOSTILE 107: nothing that a client says makes it somebody else. */
    @ParameterizedTest
    @MethodSource("spellings")
    void countsTheTruePeer(String header, String value, String path) {
        exhaust("192.0.2.11");

        HttpRequest.Builder request =
                caller.request(path).header("X-Forwarded-For", "192.0.2.11").setHeader(header, value);

        assertThat(send(request, "{}").statusCode()).isEqualTo(429);
    }

    @Test
    void countsANetworkOfIpv6AsOne() {
        exhaust("2001:db8::1");

        assertThat(send(from("2001:db8::ffff:2"), "{}").statusCode()).isEqualTo(429);
        assertThat(send(from("2001:db8:0:1::1"), "{}").statusCode()).isEqualTo(400);
    }

    static Stream<Arguments> words() {
        String secret = TestTenant.WEB_SECRET;
        return Stream.of(
                arguments("trusted", secret, "203.0.113.1", true),
                arguments("trusted", secret, "2001:db8:1::1", true),
                // The secret is wrong or missing; the client may not say so or has no secret; it is no single address.
                arguments("trusted", "wrong", "203.0.113.2", false),
                arguments("trusted", "", "203.0.113.2", false),
                arguments("untrusted", secret, "203.0.113.3", false),
                arguments("demo", "", "203.0.113.4", false),
                arguments("nobody", secret, "203.0.113.5", false),
                arguments("trusted", secret, "203.0.113.6, 203.0.113.7", false),
                arguments("trusted", secret, "localhost", false),
                arguments("trusted", secret, "", false));
    }

    /** CONTRACT section 1.4: the word of a trusted client counts, in the body as in the header, and nobody else's. */
    @ParameterizedTest
    @MethodSource("words")
    void takesATrustedClientsWordForTheAddress(String clientId, String secret, String address, boolean believed) {
        exhaust("192.0.2.21");
        String inBody = "{\"client_id\":\"" + clientId + "\""
                + (secret.isEmpty() ? "" : ",\"client_secret\":\"" + secret + "\"") + "}";
        String basic = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> byBody = send(from("192.0.2.21").header("auth0-forwarded-for", address), inBody);
        HttpResponse<String> byHeader = send(
                from("192.0.2.21").header("auth0-forwarded-for", address).header("Authorization", "Basic " + basic),
                "{}");

        assertThat(byBody.statusCode()).isEqualTo(believed ? 400 : 429);
        assertThat(byHeader.statusCode()).isEqualTo(believed ? 400 : 429);
    }

    @Test
    void countsTheEndUserOfATrustedClient() {
        String body = "{\"client_id\":\"trusted\",\"client_secret\":\"" + TestTenant.WEB_SECRET + "\"}";
        for (int request = 0; request < 3; request++) {
            send(from("192.0.2.31").header("auth0-forwarded-for", "203.0.113.31"), body);
        }

        assertThat(send(from("192.0.2.31").header("auth0-forwarded-for", "203.0.113.31"), body)
                        .statusCode())
                .isEqualTo(429);
        assertThat(send(from("192.0.2.31"), body).statusCode()).isEqualTo(400);
    }

    /** Preflights and look-ups have no limit here. */
    @Test
    void countsNothingElse() {
        exhaust("192.0.2.41");

        assertThat(caller.send(from("192.0.2.41")
                                .header("Origin", "https://app.example.com")
                                .header("Access-Control-Request-Method", "POST")
                                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(204);
        assertThat(caller.send(caller.request("/api/v2/users/x").header("X-Forwarded-For", "192.0.2.41"))
                        .statusCode())
                .isEqualTo(401);
    }

    private void exhaust(String address) {
        for (int request = 0; request < 3; request++) {
            send(from(address), "{}");
        }
    }

    private HttpRequest.Builder from(String address) {
        return caller.request(PATH).header("X-Forwarded-For", address);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String body) {
        return caller.send(
                request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
