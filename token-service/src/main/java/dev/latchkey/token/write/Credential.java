package dev.latchkey.token.write;

import dev.latchkey.kernel.events.CredentialEvent;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.token.known.KnownPasskey;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A passkey. */
@AggregateRoot(type = Credential.STREAM)
class Credential {

    static final String STREAM = "credential";

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // read by Axon
    private @Nullable PasskeyId id;

    private @Nullable KnownPasskey known;

    Credential() {}

    Credential(CredentialRegistered registered, MetaData origin) {
        AggregateLifecycle.apply(registered, origin);
    }

    void record(CredentialEvent event, MetaData origin) {
        AggregateLifecycle.apply(event, origin);
    }

    @Nullable
    KnownPasskey known() {
        return known;
    }

    @EventSourcingHandler
    void evolve(CredentialEvent event) {
        KnownPasskey before = known;
        known = before == null && event instanceof CredentialRegistered registered
                ? KnownPasskey.of(registered)
                : evolved(before, event);
        id = known.registration().passkeyId();
    }

    private static KnownPasskey evolved(@Nullable KnownPasskey before, CredentialEvent event) {
        if (before == null) {
            throw new IllegalStateException("a passkey begins with credential-registered");
        }
        return before.evolve(event);
    }
}
