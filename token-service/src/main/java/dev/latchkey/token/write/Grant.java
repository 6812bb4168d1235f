package dev.latchkey.token.write;

import dev.latchkey.kernel.events.GrantEvent;
import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.token.known.KnownGrant;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** What one person allowed one client in one ceremony, and the refresh tokens that stem from it. */
@AggregateRoot(type = Grant.STREAM)
class Grant {

    static final String STREAM = "grant";

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // read by Axon
    private @Nullable GrantId id;

    private @Nullable KnownGrant known;

    Grant() {}

    Grant(GrantOpened opened, MetaData origin) {
        AggregateLifecycle.apply(opened, origin);
    }

    void record(GrantEvent event, MetaData origin) {
        AggregateLifecycle.apply(event, origin);
    }

    @Nullable
    KnownGrant known() {
        return known;
    }

    @EventSourcingHandler
    void evolve(GrantEvent event) {
        KnownGrant before = known;
        known = before == null && event instanceof GrantOpened opened ? KnownGrant.of(opened) : evolved(before, event);
        id = known.opening().grantId();
    }

    private static KnownGrant evolved(@Nullable KnownGrant before, GrantEvent event) {
        if (before == null) {
            throw new IllegalStateException("a grant begins with grant-opened");
        }
        return before.evolve(event);
    }
}
