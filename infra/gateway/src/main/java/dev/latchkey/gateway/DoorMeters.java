package dev.latchkey.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests: {@code latchkey.gateway.requests}, {@code latchkey.gateway.upstream.failures} and
 * {@code latchkey.gateway.refused}. All counters are there from the start.
 */
final class DoorMeters {

    /** Who answered what no service has seen. */
    private static final String GATEWAY = "gateway";

    private static final int CLASSES = 6;

    private final MeterRegistry registry;
    private final Map<String, Counter[]> requests = new HashMap<>();
    private final Map<String, Map<OwnAnswer, Counter>> failures = new HashMap<>();
    private final Map<OwnAnswer, Counter> refused = new EnumMap<>(OwnAnswer.class);

    DoorMeters(MeterRegistry registry, Set<String> services) {
        this.registry = registry;
        requests.put(GATEWAY, requestsOf(GATEWAY));
        for (String service : services) {
            requests.put(service, requestsOf(service));
            failures.put(service, new EnumMap<>(OwnAnswer.class));
        }
        for (OwnAnswer answer : OwnAnswer.values()) {
            if (answer.isFailureOfService()) {
                failures.forEach((service, ofService) -> ofService.put(answer, failure(service, answer)));
            } else {
                refused.put(answer, refusal(answer));
            }
        }
    }

    private Counter[] requestsOf(String upstream) {
        Counter[] byClass = new Counter[CLASSES];
        for (int each = 1; each < CLASSES; each++) {
            byClass[each] = Counter.builder("latchkey.gateway.requests")
                    .description("Requests by who answered them and how")
                    .tag("upstream", upstream)
                    .tag("status", each + "xx")
                    .register(registry);
        }
        return byClass;
    }

    private Counter failure(String service, OwnAnswer why) {
        return Counter.builder("latchkey.gateway.upstream.failures")
                .description("Requests that a service did not answer")
                .tag("upstream", service)
                .tag("reason", lowerCase(why))
                .register(registry);
    }

    private Counter refusal(OwnAnswer why) {
        return Counter.builder("latchkey.gateway.refused")
                .description("Requests that the gateway refused itself")
                .tag("reason", lowerCase(why))
                .register(registry);
    }

    private static String lowerCase(OwnAnswer why) {
        return why.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Counts a request that is over.
     *
     * @param service that its path belongs to, if to any
     * @param own why the gateway answered it, if it did
     */
    void count(@Nullable String service, int status, @Nullable OwnAnswer own) {
        boolean served = service != null && (own == null || own.isFailureOfService());
        Counter[] byClass = requests.get(served ? service : GATEWAY);
        if (byClass != null && status >= 100 && status < 100 * CLASSES) {
            byClass[status / 100].increment();
        }
        if (own != null) {
            Counter counter = own.isFailureOfService() ? failureOf(service, own) : refused.get(own);
            if (counter != null) {
                counter.increment();
            }
        }
    }

    private @Nullable Counter failureOf(@Nullable String service, OwnAnswer why) {
        Map<OwnAnswer, Counter> ofService = service == null ? null : failures.get(service);
        return ofService == null ? null : ofService.get(why);
    }
}
