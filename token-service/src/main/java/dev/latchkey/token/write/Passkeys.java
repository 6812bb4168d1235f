package dev.latchkey.token.write;

import dev.latchkey.kernel.events.CredentialEvent;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.claims.ClaimedPasskeys;
import dev.latchkey.token.known.KnownPasskey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Which passkeys a person has now, straight from the facts: as current as the last commit. */
@Component
public final class Passkeys {

    private final EventStore events;
    private final ClaimedPasskeys claimed;

    Passkeys(EventStore events, ClaimedPasskeys claimed) {
        this.events = events;
        this.claimed = claimed;
    }

    /** All of them, the oldest first. */
    public List<KnownPasskey> of(UserId owner) {
        return claimed.of(owner).stream()
                .flatMap(id -> find(owner, id).stream())
                .sorted(Comparator.comparing(
                        (KnownPasskey passkey) -> passkey.registration().registeredAt()))
                .toList();
    }

    /** One of them; empty when it is revoked, somebody else's or nobody's. */
    public Optional<KnownPasskey> find(UserId owner, PasskeyId id) {
        return fold(id).filter(passkey -> !passkey.revoked() && passkey.owner().equals(owner));
    }

    private Optional<KnownPasskey> fold(PasskeyId id) {
        Credential credential = new Credential();
        events.readEvents(id.toString()).forEachRemaining(message -> {
            if (message.getPayload() instanceof CredentialEvent event) {
                credential.evolve(event);
            }
        });
        return Optional.ofNullable(credential.known());
    }
}
