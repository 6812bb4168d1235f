package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.values.Purpose;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts challenges, {@code latchkey.challenges}: those handed out and those refused, by what they were for. */
public final class ChallengeMeters {

    private final Map<Purpose, Counter> issued = new EnumMap<>(Purpose.class);
    private final Map<Purpose, Counter> refused = new EnumMap<>(Purpose.class);

    ChallengeMeters(MeterRegistry meters) {
        for (Purpose purpose : Purpose.values()) {
            issued.put(purpose, counter(meters, purpose, "issued"));
            refused.put(purpose, counter(meters, purpose, "refused"));
        }
    }

    private static Counter counter(MeterRegistry meters, Purpose purpose, String outcome) {
        return Counter.builder("latchkey.challenges")
                .description("Challenges that were handed out or refused")
                .tag("purpose", purpose.name().toLowerCase(Locale.ROOT))
                .tag("outcome", outcome)
                .register(meters);
    }

    void issued(Purpose purpose) {
        Objects.requireNonNull(issued.get(purpose)).increment();
    }

    /** A request was answered without a challenge, because of what it asked. */
    public void refused(Purpose purpose) {
        Objects.requireNonNull(refused.get(purpose)).increment();
    }
}
