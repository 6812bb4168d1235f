package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.UserId;
import java.time.Instant;

/**
 * A person belongs to an organization from now on.
 *
 * @param organization its id
 */
@EventName("user-joined-organization")
public record UserJoinedOrganization(UserId userId, String organization, Instant joinedAt) implements UserEvent {

    @Override
    public String streamId() {
        return userId.toString();
    }
}
