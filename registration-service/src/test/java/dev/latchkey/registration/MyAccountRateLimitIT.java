package dev.latchkey.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.kernel.values.UserId;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestIssuer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** How many requests a person may send to the My Account API (CONTRACT sections 1.7 and 12). */
@ServiceTest
@TestPropertySource(
        properties = {
            "latchkey.rate-limits.enabled=true",
            "latchkey.rate-limits.my-account.burst=2",
            "latchkey.rate-limits.my-account.requests-per-minute=1"
        })
class MyAccountRateLimitIT {

    @Autowired
    private HttpCaller caller;

    @Test
    void countsEachPersonAndRefusesInTheWordsOfTheApi() {
        String token = tokenOfSomebody();
        for (int left = 1; left >= 0; left--) {
            HttpResponse<String> response = start(token);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("X-RateLimit-Limit")).contains("2");
            assertThat(response.headers().firstValue("X-RateLimit-Remaining")).contains(String.valueOf(left));
        }

        HttpResponse<String> refused = start(token);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(HttpCaller.json(refused).propertyNames()).containsExactly("type", "status", "title", "detail");
        assertThat(refused.headers().firstValue("X-RateLimit-Remaining")).contains("0");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isPositive();
        assertThat(start(tokenOfSomebody()).statusCode()).isEqualTo(400);
    }

    /** A request that is refused while it is read, so that nothing else matters. */
    private HttpResponse<String> start(String token) {
        return caller.send(caller.request("/me/v1/authentication-methods")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    }

    private static String tokenOfSomebody() {
        byte[] random = new byte[UserId.RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return TestIssuer.accountToken(UserId.of(random).toString(), "create:me:authentication_methods", claims -> {});
    }
}
