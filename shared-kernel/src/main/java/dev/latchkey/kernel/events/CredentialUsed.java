package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;

/** A login changed what is known of a passkey: its counter rose or its backup state changed. */
@EventName("credential-used")
public record CredentialUsed(PasskeyId passkeyId, UserId userId, long signatureCount, boolean backedUp, Instant usedAt)
        implements CredentialEvent {

    @Override
    public String streamId() {
        return passkeyId.toString();
    }
}
