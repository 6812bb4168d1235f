package dev.latchkey.kernel.callers;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Counts requests that were refused because their caller had sent too many: {@code latchkey.rate.limit.hits}. */
final class RateLimitMeters {

    static final String PASSKEY = "passkey";
    static final String TOKEN = "token";
    static final String USERINFO = "userinfo";
    static final String MY_ACCOUNT = "my_account";

    private final Map<String, Counter> hits = new HashMap<>();

    RateLimitMeters(MeterRegistry meters) {
        for (String limit : List.of(PASSKEY, TOKEN, USERINFO, MY_ACCOUNT)) {
            hits.put(
                    limit,
                    Counter.builder("latchkey.rate.limit.hits")
                            .description("Requests that were refused because their caller had sent too many")
                            .tag("limit", limit)
                            .register(meters));
        }
    }

    Counter hitsOf(String limit) {
        return Objects.requireNonNull(hits.get(limit));
    }
}
