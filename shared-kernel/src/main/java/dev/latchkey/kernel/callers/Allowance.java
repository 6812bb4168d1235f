package dev.latchkey.kernel.callers;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/**
 * What a limit says to one request, in the headers of CONTRACT section 1.7.
 *
 * @param limit how many requests may come at once
 * @param remaining how many may still come at once now
 * @param untilReset until all of them may come again
 * @param untilNext until the next one may come, if this one may not
 */
record Allowance(boolean granted, long limit, long remaining, Duration untilReset, Duration untilNext) {

    void writeTo(HttpServletResponse response, Clock clock) {
        response.setHeader("X-RateLimit-Limit", String.valueOf(limit));
        response.setHeader("X-RateLimit-Remaining", String.valueOf(remaining));
        response.setHeader(
                "X-RateLimit-Reset", String.valueOf(clock.instant().getEpochSecond() + wholeSeconds(untilReset)));
        if (!granted) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wholeSeconds(untilNext)));
        }
    }

    /** Rounded up: who waits as long as we say must not come too early. */
    private static long wholeSeconds(Duration duration) {
        return Math.ceilDiv(duration.toNanos(), Duration.ofSeconds(1).toNanos());
    }
}
