package dev.latchkey.kernel.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.kernel.web.ApiException;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** {@code /userinfo}: ten at once and five a minute for each person, wherever they are (CONTRACT section 1.7). */
class PersonLimitTest {

    private final PersonLimit limit = new PersonLimit(
            new RateLimit(
                    new RateLimitProperties.Userinfo(1, 5).bandwidths(),
                    10,
                    TimeMeter.SYSTEM_MILLISECONDS,
                    new SimpleMeterRegistry().counter("hits")),
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void countsPeopleAndNotAddresses() {
        MockHttpServletResponse granted = new MockHttpServletResponse();
        MockHttpServletResponse refused = new MockHttpServletResponse();

        assertThat(limit.preHandle(of("auth0|1"), granted, this)).isTrue();
        assertThat(limit.preHandle(of("auth0|2"), new MockHttpServletResponse(), this))
                .isTrue();
        assertThatThrownBy(() -> limit.preHandle(of("auth0|1"), refused, this))
                .isInstanceOfSatisfying(ApiException.class, problem -> {
                    assertThat(problem.status().value()).isEqualTo(429);
                    assertThat(problem.body().error()).isEqualTo("too_many_requests");
                });
        assertThat(granted.getHeader("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(granted.getHeader("Retry-After")).isNull();
        assertThat(refused.getHeader("Retry-After")).isNotNull();
    }

    /** Whoever has no token is refused by somebody else. */
    @Test
    void countsNobody() {
        MockHttpServletResponse response = new MockHttpServletResponse();

        assertThat(limit.preHandle(new MockHttpServletRequest(), response, this))
                .isTrue();
        assertThat(response.getHeaderNames()).isEmpty();
    }

    private static MockHttpServletRequest of(String person) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setUserPrincipal(() -> person);
        return request;
    }
}
