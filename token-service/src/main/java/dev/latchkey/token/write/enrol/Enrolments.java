package dev.latchkey.token.write.enrol;

import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.eventstore.StoreOutages;
import dev.latchkey.kernel.eventstore.UniqueKeyViolations;
import dev.latchkey.token.meters.SessionMeters;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Answers enrolments, each session at most once.
 *
 * <p>A lost race shows as a violated unique key of the event store, which has undone the whole transaction: the session had
 * been answered, and that is recorded as a refusal.
 */
@Component
public final class Enrolments {

    private static final Logger log = LoggerFactory.getLogger(Enrolments.class);
    private static final int MOST_TRIES = 3;

    private final CommandGateway commands;
    private final SessionMeters meters;

    Enrolments(CommandGateway commands, SessionMeters meters) {
        this.commands = commands;
        this.meters = meters;
    }

    /**
     * Answers a session.
     *
     * @throws DataAccessResourceFailureException when the store is away: nothing was decided
     */
    public EnrolmentOutcome answer(AnswerEnrolment command) {
        return meters.measure(command.ticket(), () -> decide(command), EnrolmentOutcome::refusal);
    }

    private EnrolmentOutcome decide(AnswerEnrolment command) {
        try {
            return commands.sendAndWait(command);
        } catch (RuntimeException problem) {
            if (UniqueKeyViolations.isIn(problem)) {
                recordReuse(command);
                return new EnrolmentOutcome.Refused(RejectionReason.SESSION_REUSED);
            }
            throw StoreOutages.named(problem);
        }
    }

    private void recordReuse(AnswerEnrolment command) {
        RefuseReusedEnrolment refusal =
                new RefuseReusedEnrolment(EnrolmentDecision.refusal(command, RejectionReason.SESSION_REUSED, null));
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                commands.sendAndWait(refusal);
                return;
            } catch (RuntimeException problem) {
                if (!UniqueKeyViolations.isIn(problem)) {
                    throw StoreOutages.named(problem);
                }
            }
        }
        log.info(
                "session {} is presented many times at once; not each is recorded",
                command.ticket().sessionId());
    }
}
