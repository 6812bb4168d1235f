package dev.latchkey.token.write;

import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.values.GrantId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** What one person allowed one client in one ceremony. */
@AggregateRoot(type = Grant.STREAM)
class Grant {

    static final String STREAM = "grant";

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // read by Axon
    private @Nullable GrantId id;

    Grant() {}

    Grant(GrantOpened opened, MetaData origin) {
        AggregateLifecycle.apply(opened, origin);
    }

    @EventSourcingHandler
    void evolve(GrantOpened event) {
        id = event.grantId();
    }
}
