package dev.latchkey.token.known;

import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.events.UserEvent;
import dev.latchkey.kernel.events.UserJoinedOrganization;
import dev.latchkey.kernel.events.UserProfileChanged;
import dev.latchkey.kernel.events.UserUnblocked;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need to know of a person, folded from their facts.
 *
 * @param profile the last change of what is known of them, if there was one
 * @param organizations the ids of the organizations that the person belongs to
 * @param updatedAt when the last of the facts happened
 */
public record KnownUser(
        UserCreated creation,
        @Nullable UserProfileChanged profile,
        Set<String> organizations,
        boolean blocked,
        boolean erased,
        Instant updatedAt) {

    public KnownUser {
        organizations = Set.copyOf(organizations);
    }

    /** The person as they were created. */
    public static KnownUser of(UserCreated created) {
        return new KnownUser(created, null, Set.of(), false, false, created.createdAt());
    }

    /** The person after one more fact. */
    public KnownUser evolve(UserEvent event) {
        return switch (event) {
            case UserCreated created -> of(created);
            case UserProfileChanged changed ->
                new KnownUser(creation, changed, organizations, blocked, erased, changed.changedAt());
            case UserJoinedOrganization joined -> with(joined);
            case UserBlocked block -> new KnownUser(creation, profile, organizations, true, erased, block.blockedAt());
            case UserUnblocked lifted ->
                new KnownUser(creation, profile, organizations, false, erased, lifted.unblockedAt());
            case UserErased gone -> new KnownUser(creation, profile, organizations, blocked, true, gone.erasedAt());
        };
    }

    private KnownUser with(UserJoinedOrganization joined) {
        Set<String> more = new HashSet<>(organizations);
        more.add(joined.organization());
        return new KnownUser(creation, profile, more, blocked, erased, joined.joinedAt());
    }

    public UserId id() {
        return creation.userId();
    }

    /** Profile and metadata as they are now, encrypted with the person's key. */
    public String personalData() {
        return profile == null ? creation.personalData() : profile.personalData();
    }

    /** By what the person can be found now. */
    public List<IdentifierHash> identifierHashes() {
        return profile == null ? creation.identifierHashes() : profile.identifierHashes();
    }

    /** Since when profile and metadata are as they are. */
    public Instant profileChangedAt() {
        return profile == null ? creation.createdAt() : profile.changedAt();
    }
}
