package dev.latchkey.token.write.changepasskey;

import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.known.KnownPasskey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** End one of this person's passkeys, as they wish. */
public record RevokePasskey(UserId userId, PasskeyId passkeyId, Instant now) {

    private static final String BY_THE_PERSON = "user";

    /** How it ended. */
    public enum Outcome {
        REVOKED,
        /** It is their last one, and nothing else would let them in again. */
        LAST,
        /** The person has no such passkey. */
        UNKNOWN
    }

    /** Whether the person has the passkey. */
    public boolean isAbout(@Nullable KnownPasskey passkey) {
        return passkey != null && !passkey.revoked() && passkey.owner().equals(userId);
    }

    public CredentialRevoked fact() {
        return new CredentialRevoked(passkeyId, userId, BY_THE_PERSON, now);
    }
}
