package dev.latchkey.token.meters;

import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.values.Purpose;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The meters of one purpose, all there from the start: an alarm sees the very first refusal rise from 0. */
final class Ends {

    private static final String SUCCEEDED = "succeeded";
    private static final String REFUSED = "refused";

    private final Counter successes;
    private final Map<RejectionReason, Counter> refusals = new EnumMap<>(RejectionReason.class);
    private final Timer toSucceed;
    private final Timer toRefuse;
    private final Timer toFail;

    Ends(Purpose purpose, MeterRegistry meters) {
        successes = counter(meters, purpose, SUCCEEDED, "none");
        for (RejectionReason reason : RejectionReason.values()) {
            refusals.put(reason, counter(meters, purpose, REFUSED, lowerCase(reason)));
        }
        toSucceed = timer(meters, purpose, SUCCEEDED);
        toRefuse = timer(meters, purpose, REFUSED);
        toFail = timer(meters, purpose, "failed");
    }

    void end(@Nullable RejectionReason reason, long nanos) {
        if (reason == null) {
            successes.increment();
            toSucceed.record(nanos, TimeUnit.NANOSECONDS);
        } else {
            Objects.requireNonNull(refusals.get(reason)).increment();
            toRefuse.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Nothing was decided. */
    void fail(long nanos) {
        toFail.record(nanos, TimeUnit.NANOSECONDS);
    }

    private static Counter counter(MeterRegistry meters, Purpose purpose, String outcome, String reason) {
        return Counter.builder("latchkey." + lowerCase(purpose) + "s")
                .description("Answers to sessions of one purpose by how they ended")
                .tag("outcome", outcome)
                .tag("reason", reason)
                .register(meters);
    }

    private static Timer timer(MeterRegistry meters, Purpose purpose, String outcome) {
        return Timer.builder("latchkey.redemption")
                .description("From an opened session to its committed end")
                .tag("purpose", lowerCase(purpose))
                .tag("outcome", outcome)
                .register(meters);
    }

    static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
