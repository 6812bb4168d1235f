package dev.latchkey.kernel.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

/** CONTRACT section 1.7 and DESIGN 7.6, on a clock that moves when it is told to. */
class RateLimitTest {

    private static final Clock NOON = Clock.fixed(Instant.ofEpochSecond(1_000_000), ZoneOffset.UTC);

    private final MovableTime time = new MovableTime();
    private final Counter hits = new SimpleMeterRegistry().counter("hits");

    private static final class MovableTime implements TimeMeter {

        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }

        void pass(Duration duration) {
            nanos += duration.toNanos();
        }
    }

    @Test
    void countsEachCallerDownToNothing() {
        RateLimit limit = limit(new RateLimitProperties.Token(3, 1).bandwidths());

        assertThat(limit.count("a").remaining()).isEqualTo(2);
        assertThat(limit.count("a").remaining()).isEqualTo(1);
        assertThat(limit.count("a").granted()).isTrue();
        assertThat(limit.count("a").granted()).isFalse();
        assertThat(limit.count("b").granted()).isTrue();
        assertThat(hits.count()).isEqualTo(1);
    }

    @Test
    void grantsTheNextRequestWhenItSaidItWould() {
        RateLimit limit = limit(new RateLimitProperties.Userinfo(1, 5).bandwidths());
        limit.count("a");
        Allowance refused = limit.count("a");

        assertThat(refused.untilNext()).isEqualTo(Duration.ofSeconds(12));
        time.pass(Duration.ofSeconds(11));
        assertThat(limit.count("a").granted()).isFalse();
        time.pass(Duration.ofSeconds(1));
        assertThat(limit.count("a").granted()).isTrue();
    }

    /** Who keeps to ten a second still has no more than three hundred a minute. */
    @Test
    void holdsBothLimitsOfThePasskeyEndpoints() {
        RateLimit limit = limit(new RateLimitProperties.Passkey(10, 300).bandwidths());

        int granted = 0;
        for (int second = 0; second < 120; second++) {
            for (int request = 0; request < 20; request++) {
                granted += limit.count("a").granted() ? 1 : 0;
            }
            assertThat(granted).isLessThanOrEqualTo(10 * (second + 1));
            time.pass(Duration.ofSeconds(1));
        }
        // Three hundred at first, and five each second from then on.
        assertThat(granted).isBetween(880, 900);
    }

    @Test
    void saysItInHeaders() {
        RateLimit limit = limit(new RateLimitProperties.Userinfo(2, 5).bandwidths());

        MockHttpServletResponse granted = written(limit.count("a"));
        limit.count("a");
        MockHttpServletResponse refused = written(limit.count("a"));

        assertThat(granted.getHeader("X-RateLimit-Limit")).isEqualTo("2");
        assertThat(granted.getHeader("X-RateLimit-Remaining")).isEqualTo("1");
        assertThat(granted.getHeader("X-RateLimit-Reset")).isEqualTo("1000012");
        assertThat(granted.getHeader("Retry-After")).isNull();
        assertThat(refused.getHeader("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(refused.getHeader("X-RateLimit-Reset")).isEqualTo("1000024");
        assertThat(refused.getHeader("Retry-After")).isEqualTo("12");
    }

    @Test
    void neverSaysToComeBackAtOnce() {
        RateLimit limit = limit(new RateLimitProperties.Token(1, 1_000).bandwidths());
        limit.count("a");

        assertThat(written(limit.count("a")).getHeader("Retry-After")).isEqualTo("1");
    }

    /** An address of IPv4 is a caller; of IPv6, all that begin with the same 64 bits. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8::1, 2001:db8::2, true",
        "2001:db8:0:0:0:0:0:1, 2001:db8:0:0:ffff:ffff:ffff:ffff, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false",
        "::ffff:192.0.2.1, ::ffff:192.0.2.2, false",
        "fe80::1%1, fe80::1%1, true"
    })
    void countsNetworksOfIpv6(String one, String other, boolean same) {
        assertThat(CallerAddress.caller(one).equals(CallerAddress.caller(other)))
                .isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "192.0.2.1, 10.0.0.1", "192.0.2.1:80", "fe80::1%1", "x", "192.0.2.256"})
    void readsNothingButOneAddress(String text) {
        assertThat(CallerAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void needsNumbersThatLetSomebodyIn(int number) {
        assertThatThrownBy(() -> new RateLimitProperties.Token(number, 1))
                .hasMessage("latchkey.rate-limits.token.burst must be at least 1, not " + number);
    }

    private RateLimit limit(List<Bandwidth> bandwidths) {
        return new RateLimit(bandwidths, 1_000, time, hits);
    }

    private static MockHttpServletResponse written(Allowance allowance) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        allowance.writeTo(response, NOON);
        return response;
    }
}
