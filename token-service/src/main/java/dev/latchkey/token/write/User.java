package dev.latchkey.token.write;

import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserEvent;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.known.KnownUser;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A person. */
@AggregateRoot(type = User.STREAM)
class User {

    static final String STREAM = "user";

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // read by Axon
    private @Nullable UserId id;

    private @Nullable KnownUser known;

    User() {}

    User(UserCreated created, MetaData origin) {
        AggregateLifecycle.apply(created, origin);
    }

    void record(UserEvent event, MetaData origin) {
        AggregateLifecycle.apply(event, origin);
    }

    @Nullable
    KnownUser known() {
        return known;
    }

    @EventSourcingHandler
    void evolve(UserEvent event) {
        KnownUser before = known;
        known = before == null && event instanceof UserCreated created ? KnownUser.of(created) : evolved(before, event);
        id = known.creation().userId();
    }

    private static KnownUser evolved(@Nullable KnownUser before, UserEvent event) {
        if (before == null) {
            throw new IllegalStateException("a person begins with user-created");
        }
        return before.evolve(event);
    }
}
