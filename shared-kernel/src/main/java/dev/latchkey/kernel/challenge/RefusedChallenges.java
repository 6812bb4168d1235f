package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.events.ChallengeRefused;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.web.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down that a client we know was refused a challenge; strangers leave no fact.
 *
 * <p>A refusal costs whoever provokes it nothing, so only a few a second are written, whatever comes; and nothing that
 * goes wrong here changes the answer.
 */
public final class RefusedChallenges {

    private static final Logger log = LoggerFactory.getLogger(RefusedChallenges.class);
    private static final int MOST_AT_ONCE = 50;
    private static final Duration REFILL = Duration.ofMillis(100);

    private final IssuedChallenges challenges;
    private final Sessions sessions;
    private final Origins origins;
    private final Clock clock;
    private final ChallengeMeters meters;
    private int left = MOST_AT_ONCE;
    private Instant refilledAt = Instant.MIN;

    RefusedChallenges(
            IssuedChallenges challenges, Sessions sessions, Origins origins, Clock clock, ChallengeMeters meters) {
        this.challenges = challenges;
        this.sessions = sessions;
        this.origins = origins;
        this.clock = clock;
        this.meters = meters;
    }

    /** Answers a request, and writes it down when that is refused. */
    public <T> T watch(HttpServletRequest request, Purpose purpose, Supplier<T> answer) {
        try {
            return answer.get();
        } catch (ApiException refused) {
            meters.refused(purpose);
            Applicant.of(request).filter(known -> mayWrite()).ifPresent(known -> {
                try {
                    challenges.record(fact(request, purpose, known, refused));
                } catch (RuntimeException unwritten) {
                    log.warn("the refusal of a challenge could not be recorded", unwritten);
                }
            });
            throw refused;
        }
    }

    private ChallengeRefused fact(
            HttpServletRequest request, Purpose purpose, Applicant applicant, ApiException refused) {
        NewSession session = sessions.open();
        Origin origin = origins.of(request, applicant.domain());
        return new ChallengeRefused(
                session.id(),
                purpose,
                session.issuedAt(),
                applicant.clientId(),
                applicant.realm(),
                refused.body().error(),
                origin.addressHash(),
                origin.channel());
    }

    private synchronized boolean mayWrite() {
        Instant now = clock.instant();
        if (refilledAt.equals(Instant.MIN)) {
            refilledAt = now;
        }
        long refills = Duration.between(refilledAt, now).dividedBy(REFILL);
        if (refills > 0) {
            left = (int) Math.min(MOST_AT_ONCE, left + refills);
            refilledAt = now;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
