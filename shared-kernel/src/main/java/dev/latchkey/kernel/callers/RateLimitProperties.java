package dev.latchkey.kernel.callers;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests one caller may send to one instance, prefix {@code latchkey.rate-limits} (DESIGN 7.6).
 *
 * @param enabled off where all requests come from one address, as in tests and demos
 * @param mostCallers how many callers each limit remembers; beyond it, who was seen least is forgotten
 */
@ConfigurationProperties(value = "latchkey.rate-limits", ignoreUnknownFields = false)
record RateLimitProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("100000") int mostCallers,
        @DefaultValue Passkey passkey,
        @DefaultValue Token token,
        @DefaultValue Userinfo userinfo,
        @DefaultValue MyAccount myAccount) {

    RateLimitProperties {
        requirePositive("most-callers", mostCallers);
    }

    /** {@code /passkey/*}, by address: so many at once, and in the long run so many. */
    record Passkey(
            @DefaultValue("10") int requestsPerSecond,
            @DefaultValue("300") int requestsPerMinute) {

        Passkey {
            requirePositive("passkey.requests-per-second", requestsPerSecond);
            requirePositive("passkey.requests-per-minute", requestsPerMinute);
        }

        List<Bandwidth> bandwidths() {
            return List.of(
                    bandwidth(requestsPerSecond, requestsPerSecond, Duration.ofSeconds(1)),
                    bandwidth(requestsPerMinute, requestsPerMinute, Duration.ofMinutes(1)));
        }
    }

    /** {@code /oauth/token}, by address. */
    record Token(
            @DefaultValue("30") int burst,
            @DefaultValue("30") int requestsPerSecond) {

        Token {
            requirePositive("token.burst", burst);
            requirePositive("token.requests-per-second", requestsPerSecond);
        }

        List<Bandwidth> bandwidths() {
            return List.of(bandwidth(burst, requestsPerSecond, Duration.ofSeconds(1)));
        }
    }

    /** {@code /userinfo}, by person. */
    record Userinfo(
            @DefaultValue("10") int burst,
            @DefaultValue("5") int requestsPerMinute) {

        Userinfo {
            requirePositive("userinfo.burst", burst);
            requirePositive("userinfo.requests-per-minute", requestsPerMinute);
        }

        List<Bandwidth> bandwidths() {
            return List.of(bandwidth(burst, requestsPerMinute, Duration.ofMinutes(1)));
        }
    }

    /** {@code /me/v1}, by person. */
    record MyAccount(
            @DefaultValue("30") int burst,
            @DefaultValue("300") int requestsPerMinute) {

        MyAccount {
            requirePositive("my-account.burst", burst);
            requirePositive("my-account.requests-per-minute", requestsPerMinute);
        }

        List<Bandwidth> bandwidths() {
            return List.of(bandwidth(burst, requestsPerMinute, Duration.ofMinutes(1)));
        }
    }

    private static Bandwidth bandwidth(int burst, int refill, Duration period) {
        return Bandwidth.builder().capacity(burst).refillGreedy(refill, period).build();
    }

    private static void requirePositive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("latchkey.rate-limits." + key + " must be at least 1, not " + value);
        }
    }
}
