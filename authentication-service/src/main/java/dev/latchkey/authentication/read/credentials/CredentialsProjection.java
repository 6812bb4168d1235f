package dev.latchkey.authentication.read.credentials;

import dev.latchkey.kernel.events.CredentialEvent;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.CredentialRenamed;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.CredentialUsed;
import dev.latchkey.kernel.events.StreamType;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.messaging.Projection;
import dev.latchkey.kernel.messaging.ReceivedEvent;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Keeps the table of passkeys, and who there is to have one. */
@Component
final class CredentialsProjection implements Projection {

    static final String NAME = "credentials";

    private final CredentialRows rows;

    CredentialsProjection(CredentialRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<StreamType> streams() {
        return Set.of(StreamType.CREDENTIAL, StreamType.USER);
    }

    @Override
    public Set<String> tables() {
        return Set.of("credentials", "known_user");
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof CredentialEvent event) {
            on(event, received.sequence());
        }
        if (received.event() instanceof UserCreated created) {
            rows.create(created.userId());
        }
        if (received.event() instanceof UserErased erased) {
            rows.erase(erased.userId());
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
}
