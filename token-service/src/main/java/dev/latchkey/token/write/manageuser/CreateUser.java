package dev.latchkey.token.write.manageuser;

import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserEvent;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.values.Actor;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;

/**
 * Let this person exist, without a passkey yet.
 *
 * @param identifiers by what they will be found in the realm
 * @param blocked whether they may not sign in for the present
 */
public record CreateUser(
        UserId userId,
        String realm,
        List<IdentifierHash> identifiers,
        PersonalData person,
        boolean blocked,
        Actor actor,
        Instant now) {

    public CreateUser {
        identifiers = List.copyOf(identifiers);
    }

    /** How it ended. */
    public enum Outcome {
        CREATED,
        /** The id or one of the identifiers is somebody's. */
        TAKEN
    }

    /** The person's first fact. */
    public UserCreated fact(PersonKey key) {
        return new UserCreated(userId, realm, now, identifiers, person.encryptWith(key));
    }

    /** The facts that follow it. */
    public List<UserEvent> furtherFacts() {
        return blocked ? List.of(new UserBlocked(userId, now)) : List.of();
    }

    /** Hides the personal data from logs. */
    @Override
    public String toString() {
        return "CreateUser[" + userId + "]";
    }
}
