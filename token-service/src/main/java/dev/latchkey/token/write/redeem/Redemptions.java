package dev.latchkey.token.write.redeem;

import dev.latchkey.extension.SignInRequest;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.eventstore.StoreOutages;
import dev.latchkey.kernel.eventstore.UniqueKeyViolations;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.token.extensions.SignInPolicies;
import dev.latchkey.token.meters.SessionMeters;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

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
    private final SignInPolicies policies;
    private final SessionMeters meters;
    private final Set<SessionId> beingRefused = ConcurrentHashMap.newKeySet();

    Redemptions(CommandGateway commands, SignInPolicies policies, SessionMeters meters) {
        this.commands = commands;
        this.policies = policies;
        this.meters = meters;
    }

    /**
     * Redeems a session.
     *
     * @throws DataAccessResourceFailureException when the store is away: nothing was decided
     */
    public RedemptionOutcome redeem(RedeemSession command) {
        return meters.measure(
                command.ticket(),
                () -> policies.isEmpty() ? end(decide(command)) : judged(command),
                RedemptionOutcome::refusal);
    }

    /**
     * Decides once to learn whether everything else is in order, lets the policies be asked while no transaction is open, and
     * decides again with what they say: the second decision is the one that counts, and it looks at everything anew.
     */
    private RedemptionOutcome judged(RedeemSession command) {
        try {
            // No replay keeps policies busy.
            if (refuseReused(command)) {
                return new RedemptionOutcome.Refused(RejectionReason.SESSION_REUSED);
            }
        } catch (RuntimeException problem) {
            return refuseUnlessStoreIsAway(command, problem);
        }
        return switch (decide(command.with(new Judgement.Awaited()))) {
            case RedemptionOutcome end -> end;
            case RedemptionStep.AwaitsPolicies(SignInRequest request) ->
                end(decide(command.with(Judgement.of(policies.judge(request)))));
        };
    }

    private static RedemptionOutcome end(RedemptionStep step) {
        return switch (step) {
            case RedemptionOutcome end -> end;
            case RedemptionStep.AwaitsPolicies unasked ->
                throw new IllegalStateException("policies were asked already, or there are none");
        };
    }

    private RedemptionStep decide(RedeemSession command) {
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

    /**
     * Records the refusal; false when the session was not answered yet, so that something else collided.
     *
     * <p>Of answers that are repeated at the same moment one is recorded: a flood of replays must not take the database's
     * connections away from others.
     */
    private boolean refuseReused(RedeemSession command) {
        SessionId session = command.ticket().sessionId();
        if (!beingRefused.add(session)) {
            return true;
        }
        try {
            return recordReuse(
                    new RefuseReusedSession(SessionRules.refusal(command, RejectionReason.SESSION_REUSED, null, null)));
        } finally {
            beingRefused.remove(session);
        }
    }

    private boolean recordReuse(RefuseReusedSession refusal) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                Boolean wasAnswered = commands.sendAndWait(refusal);
                return Boolean.TRUE.equals(wasAnswered);
            } catch (RuntimeException problem) {
                if (!UniqueKeyViolations.isIn(problem)) {
                    throw StoreOutages.named(problem);
                }
            }
        }
        // Another instance records the same at the same time; what is told stays true.
        return true;
    }

    private static RedemptionOutcome refuseUnlessStoreIsAway(RedeemSession command, RuntimeException problem) {
        if (StoreOutages.isIn(problem)) {
            throw StoreOutages.named(problem);
        }
        log.error("redemption of session {} broke off", command.ticket().sessionId(), problem);
        return new RedemptionOutcome.Refused(RejectionReason.MALFORMED);
    }
}
