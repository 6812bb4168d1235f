package dev.latchkey.token.write.manageuser;

import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserEvent;
import dev.latchkey.kernel.events.UserProfileChanged;
import dev.latchkey.kernel.events.UserUnblocked;
import dev.latchkey.kernel.privacy.IdentifierHasher;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.values.Actor;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.known.KnownUser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Change what is known of this person, and whether they may sign in.
 *
 * @param change makes what is to be known of what is known at the moment of the decision
 * @param blocked whether they may not sign in from now on; absent, that stays as it is
 */
public record ChangeUser(
        UserId userId,
        UnaryOperator<PersonalData> change,
        @Nullable Boolean blocked,
        Actor actor,
        Instant now) {

    /** How it ended. */
    public enum Outcome {
        CHANGED,
        /** There is no such person, or not any more. */
        UNKNOWN,
        /** One of the identifiers is somebody else's. */
        TAKEN
    }

    /**
     * What was decided.
     *
     * @param claimed identifiers that the person has from now on
     * @param released identifiers that the person has no more
     */
    public record Decision(List<UserEvent> facts, List<IdentifierHash> claimed, List<IdentifierHash> released) {}

    /** Decides; only what is different becomes a fact. */
    public Decision decide(KnownUser user, PersonKey key, IdentifierHasher hasher) {
        PersonalData before = PersonalData.decrypt(user.personalData(), key);
        PersonalData after = change.apply(before);
        List<IdentifierHash> identifiers = hasher.hashAll(user.creation().realm(), after.profile());
        List<UserEvent> facts = new ArrayList<>();
        if (!after.equals(before)) {
            facts.add(new UserProfileChanged(userId, identifiers, after.encryptWith(key), now));
        }
        if (blocked != null && blocked != user.blocked()) {
            facts.add(blocked ? new UserBlocked(userId, now) : new UserUnblocked(userId, now));
        }
        return new Decision(
                facts, without(identifiers, user.identifierHashes()), without(user.identifierHashes(), identifiers));
    }

    private static List<IdentifierHash> without(List<IdentifierHash> all, List<IdentifierHash> others) {
        return all.stream().filter(one -> !others.contains(one)).toList();
    }

    /** Hides the personal data from logs. */
    @Override
    public String toString() {
        return "ChangeUser[" + userId + "]";
    }
}
