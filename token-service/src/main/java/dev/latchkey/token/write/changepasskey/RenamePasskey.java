package dev.latchkey.token.write.changepasskey;

import dev.latchkey.kernel.events.CredentialRenamed;
import dev.latchkey.kernel.privacy.PasskeyName;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.values.Actor;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.known.KnownPasskey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Give one of this person's passkeys this name.
 *
 * @param actor who wants it: the person or an operator
 */
public record RenamePasskey(UserId userId, PasskeyId passkeyId, PasskeyName name, Actor actor, Instant now) {

    /** How it ended. */
    public enum Outcome {
        RENAMED,
        /** The person has no such passkey, or there is no such person any more. */
        UNKNOWN
    }

    /** Whether the person has the passkey. */
    public boolean isAbout(@Nullable KnownPasskey passkey) {
        return passkey != null && !passkey.revoked() && passkey.owner().equals(userId);
    }

    /** The fact, unless that is its name already. */
    public Optional<CredentialRenamed> decide(KnownPasskey passkey, PersonKey key) {
        String known = passkey.name();
        return known != null && PasskeyName.decrypt(known, key).equals(name)
                ? Optional.empty()
                : Optional.of(new CredentialRenamed(passkeyId, userId, name.encryptWith(key), now));
    }
}
