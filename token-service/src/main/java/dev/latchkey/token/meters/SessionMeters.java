package dev.latchkey.token.meters;

import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.tracing.Step;
import dev.latchkey.tracing.StepKind;
import dev.latchkey.tracing.Tracing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts how answers to sessions end and measures how long that takes: {@code latchkey.logins}, {@code latchkey.signups},
 * {@code latchkey.enrolments} and {@code latchkey.redemption}. In a trace an answer is a step that names the one which
 * issued the challenge.
 */
@Component
public final class SessionMeters {

    private final Map<Purpose, Ends> ends = new EnumMap<>(Purpose.class);
    private final Counter unreadable;
    private final Tracing tracing;

    SessionMeters(MeterRegistry meters, Tracing tracing) {
        this.tracing = tracing;
        for (Purpose purpose : Purpose.values()) {
            ends.put(purpose, new Ends(purpose, meters));
        }
        this.unreadable = Counter.builder("latchkey.sessions.unreadable")
                .description("Sessions presented that none of our keys had sealed")
                .register(meters);
    }

    /** Somebody presented what is no session of ours. */
    public void unreadable() {
        unreadable.increment();
    }

    /**
     * Answers a session and counts the end.
     *
     * @param reason why the outcome is a refusal; null for a success
     */
    @SuppressWarnings("try") // left by its end alone
    public <T> T measure(Ticket ticket, Supplier<T> answer, Function<? super T, @Nullable RejectionReason> reason) {
        Ends of = Objects.requireNonNull(ends.get(ticket.purpose()));
        long begun = System.nanoTime();
        try (Step step = tracing.within(StepKind.INTERNAL, "redemption");
                Step.Inside inside = step.enter()) {
            describe(step, ticket);
            try {
                T outcome = answer.get();
                RejectionReason refusal = reason.apply(outcome);
                of.end(refusal, System.nanoTime() - begun);
                step.put("latchkey.reason", refusal == null ? "none" : Ends.lowerCase(refusal));
                return outcome;
            } catch (RuntimeException undecided) {
                of.fail(System.nanoTime() - begun);
                step.failed();
                throw undecided;
            }
        }
    }

    private static void describe(Step step, Ticket ticket) {
        if (step.isTold()) {
            step.put("latchkey.session_id", ticket.sessionId().toString())
                    .put("latchkey.purpose", Ends.lowerCase(ticket.purpose()))
                    .cameFrom(ticket.traceparent());
        }
    }
}
