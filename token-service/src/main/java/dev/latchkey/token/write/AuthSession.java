package dev.latchkey.token.write;

import dev.latchkey.kernel.events.AuthSessionEvent;
import dev.latchkey.kernel.values.SessionId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/**
 * A session that was answered.
 *
 * <p>Its stream begins with the answer, good or bad: the unique key of the event store lets one beginning through, and
 * that is what makes a session redeemable once. What is presented afterwards is recorded up to a limit.
 */
@AggregateRoot(type = AuthSession.STREAM)
class AuthSession {

    static final String STREAM = "auth-session";

    /** Enough to see an attack, too little to fill the store with one. */
    private static final int MOST_FACTS = 16;

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // read by Axon
    private @Nullable SessionId id;

    private int facts;

    AuthSession() {}

    AuthSession(AuthSessionEvent first, MetaData origin) {
        AggregateLifecycle.apply(first, origin);
    }

    void refuseAgain(AuthSessionEvent refusal, MetaData origin) {
        if (facts < MOST_FACTS) {
            AggregateLifecycle.apply(refusal, origin);
        }
    }

    @EventSourcingHandler
    void evolve(AuthSessionEvent event) {
        id = SessionId.of(event.streamId());
        facts++;
    }
}
