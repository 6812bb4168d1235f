package dev.latchkey.token.write;

import dev.latchkey.kernel.events.AuthSessionRejected;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.SessionId;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Why sessions were refused, straight from the facts. */
@Component
public final class RefusedSessions {

    private static final Set<RejectionReason> UNKNOWN =
            Set.of(RejectionReason.UNKNOWN_CREDENTIAL, RejectionReason.REVOKED_CREDENTIAL);

    private final EventStore events;

    RefusedSessions(EventStore events) {
        this.events = events;
    }

    /** Whether the session was answered with this passkey and refused because nobody has it, which still is so. */
    public boolean asUnknown(SessionId session, PasskeyId passkey) {
        return factsOf(session).stream()
                        .limit(1)
                        .anyMatch(fact -> fact instanceof AuthSessionRejected refusal
                                && UNKNOWN.contains(refusal.reason())
                                && passkey.equals(refusal.passkeyId()))
                && isNobodys(passkey);
    }

    private boolean isNobodys(PasskeyId passkey) {
        List<Object> facts = factsOf(passkey);
        return facts.stream().noneMatch(CredentialRegistered.class::isInstance)
                || facts.stream().anyMatch(CredentialRevoked.class::isInstance);
    }

    private List<Object> factsOf(Object stream) {
        return events.readEvents(stream.toString())
                .asStream()
                .<Object>map(message -> message.getPayload())
                .toList();
    }
}
