package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.UserId;
import java.time.Instant;

/** A person may no longer sign in. */
@EventName("user-blocked")
public record UserBlocked(UserId userId, Instant blockedAt) implements UserEvent {

    @Override
    public String streamId() {
        return userId.toString();
    }
}
