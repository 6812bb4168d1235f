package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.events.ChallengeEvent;
import dev.latchkey.kernel.events.ChallengeIssued;
import dev.latchkey.kernel.events.ChallengeRefused;
import dev.latchkey.kernel.messaging.CorrelationData;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.web.SessionOfRequest;
import java.time.Instant;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * The facts that challenges were handed out, each the first and only one of its stream.
 *
 * <p>No promise hangs on their last milliseconds, so the services that write them switch {@code synchronous_commit} off
 * (DESIGN section 2).
 */
public final class IssuedChallenges {

    private static final long FIRST = 0;

    private final EventStore eventStore;
    private final ChallengeMeters meters;

    IssuedChallenges(EventStore eventStore, ChallengeMeters meters) {
        this.eventStore = eventStore;
        this.meters = meters;
    }

    /** Appends the fact in a transaction of its own: one INSERT. */
    public void record(ChallengeIssued fact) {
        SessionOfRequest.is(fact.sessionId());
        append(fact, fact.sessionId(), fact.issuedAt());
        meters.issued(fact.purpose());
    }

    /** Appends that none was handed out, in a transaction of its own. */
    void record(ChallengeRefused fact) {
        SessionOfRequest.is(fact.sessionId());
        append(fact, fact.sessionId(), fact.refusedAt());
    }

    private void append(ChallengeEvent fact, SessionId session, Instant at) {
        eventStore.publish(new GenericDomainEventMessage<>(
                fact.streamType().stableName(),
                fact.streamId(),
                FIRST,
                fact,
                // A challenge has no earlier fact as its cause: it begins its session.
                CorrelationData.of(session, session.toString()),
                IdentifierFactory.getInstance().generateIdentifier(),
                at));
    }
}
