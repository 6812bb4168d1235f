package dev.latchkey.authentication.read.credentials;

import dev.latchkey.kernel.events.CredentialEvent;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.CredentialRenamed;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.CredentialUsed;
import dev.latchkey.kernel.events.StreamType;
import dev.latchkey.kernel.messaging.Projection;
import dev.latchkey.kernel.messaging.ReceivedEvent;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Keeps the table of passkeys. */
@Component
final class CredentialsProjection implements Projection {

    private final CredentialRows rows;

    CredentialsProjection(CredentialRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "credentials";
    }

    @Override
    public Set<StreamType> streams() {
        return Set.of(StreamType.CREDENTIAL);
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof CredentialEvent event) {
            on(event, received.sequence());
        }
    }

    private void on(CredentialEvent event, long sequence) {
        switch (event) {
            case CredentialRegistered registered -> rows.register(registered, sequence);
            case CredentialUsed used -> rows.use(used, sequence);
            case CredentialRenamed renamed -> rows.rename(renamed, sequence);
            case CredentialRevoked revoked -> rows.revoke(revoked, sequence);
        }
    }

    @Override
    public void clear() {
        rows.deleteAll();
    }
}
