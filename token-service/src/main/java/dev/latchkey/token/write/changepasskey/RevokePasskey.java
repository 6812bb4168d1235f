package dev.latchkey.token.write.changepasskey;

import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.values.Actor;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.known.KnownPasskey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * End one of this person's passkeys.
 *
 * @param actor who wants it: the person or an operator, who may also end the last one
 */
public record RevokePasskey(UserId userId, PasskeyId passkeyId, Actor actor, Instant now) {

    /** {@code CredentialRevoked.reason} when the person deleted it. */
    public static final String BY_THE_PERSON = "user";

    /** {@code CredentialRevoked.reason} when an operator ended it. */
    public static final String BY_AN_OPERATOR = "operator";

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

    /** Whether it is the person's own wish. */
    public boolean isByThePerson() {
        return actor.equals(Actor.user(userId));
    }

    public CredentialRevoked fact() {
        return new CredentialRevoked(passkeyId, userId, isByThePerson() ? BY_THE_PERSON : BY_AN_OPERATOR, now);
    }
}
