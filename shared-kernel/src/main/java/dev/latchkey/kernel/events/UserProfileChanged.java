package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;

/**
 * What is known of a person is different now; the fact says all of it, not the difference.
 *
 * @param identifierHashes by what the person can be found in their realm from now on
 * @param personalData profile and metadata, encrypted with the person's key
 */
@EventName("user-profile-changed")
public record UserProfileChanged(
        UserId userId, List<IdentifierHash> identifierHashes, String personalData, Instant changedAt)
        implements UserEvent {

    public UserProfileChanged {
        identifierHashes = List.copyOf(identifierHashes);
    }

    @Override
    public String streamId() {
        return userId.toString();
    }
}
