package dev.latchkey.token.known;

import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.events.UserEvent;
import dev.latchkey.kernel.events.UserJoinedOrganization;
import dev.latchkey.kernel.events.UserUnblocked;
import dev.latchkey.kernel.values.UserId;
import java.util.HashSet;
import java.util.Set;

/**
 * What a login needs to know of a person, folded from their facts.
 *
 * @param organizations the ids of the organizations that the person belongs to
 */
public record KnownUser(UserCreated creation, Set<String> organizations, boolean blocked, boolean erased) {

    public KnownUser {
        organizations = Set.copyOf(organizations);
    }

    /** The person as they were created. */
    public static KnownUser of(UserCreated created) {
        return new KnownUser(created, Set.of(), false, false);
    }

    /** The person after one more fact. */
    public KnownUser evolve(UserEvent event) {
        return switch (event) {
            case UserCreated created -> of(created);
            case UserJoinedOrganization joined -> with(joined.organization());
            case UserBlocked block -> new KnownUser(creation, organizations, true, erased);
            case UserUnblocked lifted -> new KnownUser(creation, organizations, false, erased);
            case UserErased gone -> new KnownUser(creation, organizations, blocked, true);
        };
    }

    private KnownUser with(String organization) {
        Set<String> more = new HashSet<>(organizations);
        more.add(organization);
        return new KnownUser(creation, more, blocked, erased);
    }

    public UserId id() {
        return creation.userId();
    }
}
