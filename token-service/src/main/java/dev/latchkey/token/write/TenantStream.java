package dev.latchkey.token.write;

import dev.latchkey.kernel.events.TenantEvent;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a client, connection or domain, which may begin with a change of what only the configuration file knew.
 * The state that decisions need is that of the whole tenant, which its table has.
 */
@AggregateRoot(type = TenantStream.STREAM)
class TenantStream {

    static final String STREAM = "tenant";

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // read by Axon
    private @Nullable String id;

    TenantStream() {}

    TenantStream(TenantEvent first, MetaData origin) {
        AggregateLifecycle.apply(first, origin);
    }

    void record(TenantEvent event, MetaData origin) {
        AggregateLifecycle.apply(event, origin);
    }

    @EventSourcingHandler
    void evolve(TenantEvent event) {
        id = event.streamId();
    }
}
