package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.events.UserEvent;
import dev.latchkey.kernel.events.UserUnblocked;
import dev.latchkey.kernel.values.UserId;

/** What a login needs to know of a person, folded from their facts. */
public record KnownUser(UserCreated creation, boolean blocked, boolean erased) {

    /** The person as they were created. */
    public static KnownUser of(UserCreated created) {
        return new KnownUser(created, false, false);
    }

    /** The person after one more fact. */
    public KnownUser evolve(UserEvent event) {
        return switch (event) {
            case UserCreated created -> of(created);
            case UserBlocked block -> new KnownUser(creation, true, erased);
            case UserUnblocked lifted -> new KnownUser(creation, false, erased);
            case UserErased gone -> new KnownUser(creation, blocked, true);
        };
    }

    UserId id() {
        return creation.userId();
    }
}
