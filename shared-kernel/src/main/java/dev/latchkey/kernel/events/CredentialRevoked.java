package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;

/**
 * A passkey signs nobody in any more.
 *
 * @param reason who or what ended it, a stable code
 */
@EventName("credential-revoked")
public record CredentialRevoked(PasskeyId passkeyId, UserId userId, String reason, Instant revokedAt)
        implements CredentialEvent {

    @Override
    public String streamId() {
        return passkeyId.toString();
    }
}
