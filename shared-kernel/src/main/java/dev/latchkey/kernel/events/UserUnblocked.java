package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.UserId;
import java.time.Instant;

/** A blocked person may sign in again. */
@EventName("user-unblocked")
public record UserUnblocked(UserId userId, Instant unblockedAt) implements UserEvent {

    @Override
    public String streamId() {
        return userId.toString();
    }
}
