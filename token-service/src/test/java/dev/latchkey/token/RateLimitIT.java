package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.RichTestTenant;
import dev.latchkey.testing.TestBackends;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The token endpoint has a limit of its own, before its filters read anything (CONTRACT section 1.7). */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.additional-location=" + RichTestTenant.CONFIGURATION,
            "management.server.port=0",
            "latchkey.rate-limits.enabled=true",
            "latchkey.rate-limits.token.burst=40",
            "latchkey.rate-limits.token.requests-per-second=1"
        })
@Import({TestBackends.class, HttpCaller.class})
class RateLimitIT {

    private static final int MORE_THAN_ENOUGH = 1_000;

    @Autowired
    private HttpCaller caller;

    @Test
    void refusesWhoAsksTooOften() {
        HttpResponse<String> response = post("192.0.2.1", "application/json");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("X-RateLimit-Limit")).contains("40");
        assertThat(response.headers().firstValue("X-RateLimit-Remaining")).contains("39");

        for (int request = 0; request < MORE_THAN_ENOUGH && response.statusCode() != 429; request++) {
            response = post("192.0.2.1", "application/x-www-form-urlencoded");
        }

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(HttpCaller.json(response).get("error").stringValue()).isEqualTo("too_many_requests");
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(post("192.0.2.2", "application/json").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> post(String address, String contentType) {
        return caller.send(caller.request("/oauth/token")
                .header("X-Forwarded-For", address)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    }
}
