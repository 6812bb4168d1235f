package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;

/**
 * A person gave one of their passkeys a name.
 *
 * @param personalData the name, encrypted with the person's key
 */
@EventName("credential-renamed")
public record CredentialRenamed(PasskeyId passkeyId, UserId userId, String personalData, Instant renamedAt)
        implements CredentialEvent {

    @Override
    public String streamId() {
        return passkeyId.toString();
    }
}
