package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.events.ChallengeEvent;
import dev.latchkey.kernel.events.ChallengeIssued;
import dev.latchkey.kernel.events.ChallengeRefused;
import dev.latchkey.kernel.messaging.CorrelationData;
import dev.latchkey.kernel.values.SessionId;
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

    IssuedChallenges(EventStore eventStore) {
        this.eventStore = eventStore;
    }

    /** Appends the fact in a transaction of its own: one INSERT. */
    public void record(ChallengeIssued fact) {
        append(fact, fact.sessionId(), fact.issuedAt());
    }

    /** Appends that none was handed out, in a transaction of its own. */
    void record(ChallengeRefused fact) {
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
