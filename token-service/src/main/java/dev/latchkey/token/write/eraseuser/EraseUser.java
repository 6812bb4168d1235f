package dev.latchkey.token.write.eraseuser;

import dev.latchkey.kernel.values.Actor;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;

/** Erase this person. */
public record EraseUser(UserId userId, Actor actor, Instant now) {

    /** {@code CredentialRevoked.reason} of a passkey whose person was erased. */
    public static final String REASON = "user-erased";
}
