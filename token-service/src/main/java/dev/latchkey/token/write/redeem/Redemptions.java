package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.eventstore.UniqueKeyViolations;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Redeems sessions, each at most once.
 *
 * <p>A lost race shows as a violated unique key of the event store, which has undone the whole transaction. If it was the
 * session that had been answered, that is recorded as a refusal; if it was a passkey that another login moved on, the
 * redemption is tried again from the start.
 */
@Component
public final class Redemptions {

    private static final Logger log = LoggerFactory.getLogger(Redemptions.class);
    private static final int MOST_TRIES = 3;

    private final CommandGateway commands;

    Redemptions(CommandGateway commands) {
        this.commands = commands;
    }

    /**
     * Redeems a session.
     *
     * @throws TransactionException or a {@code DataAccessException} when the store is away: nothing was decided
     */
    public RedemptionOutcome redeem(RedeemSession command) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                return commands.sendAndWait(command);
            } catch (RuntimeException problem) {
                if (!UniqueKeyViolations.isIn(problem)) {
                    return refuseUnlessStoreIsAway(command, problem);
                }
                if (refuseReused(command)) {
                    return new RedemptionOutcome.Refused(RejectionReason.SESSION_REUSED);
                }
            }
        }
        log.warn("session {} lost {} races and is refused", command.ticket().sessionId(), MOST_TRIES);
        return new RedemptionOutcome.Refused(RejectionReason.SESSION_REUSED);
    }

    /** Records the refusal; false when the session was not answered yet, so that something else collided. */
    private boolean refuseReused(RedeemSession command) {
        RefuseReusedSession refusal =
                new RefuseReusedSession(SessionRules.refusal(command, RejectionReason.SESSION_REUSED, null));
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                Boolean wasAnswered = commands.sendAndWait(refusal);
                return Boolean.TRUE.equals(wasAnswered);
            } catch (RuntimeException problem) {
                if (!UniqueKeyViolations.isIn(problem)) {
                    throw problem;
                }
            }
        }
        // Others record the same at the same time; what is told stays true.
        log.warn(
                "a repeated answer to session {} could not be recorded",
                command.ticket().sessionId());
        return true;
    }

    private static RedemptionOutcome refuseUnlessStoreIsAway(RedeemSession command, RuntimeException problem) {
        if (isStoreAway(problem)) {
            throw problem;
        }
        log.error("redemption of session {} broke off", command.ticket().sessionId(), problem);
        return new RedemptionOutcome.Refused(RejectionReason.MALFORMED);
    }

    private static boolean isStoreAway(RuntimeException problem) {
        return problem instanceof TransactionException
                || problem instanceof TransientDataAccessException
                || problem instanceof DataAccessResourceFailureException;
    }
}
