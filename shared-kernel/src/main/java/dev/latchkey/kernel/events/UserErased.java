package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.UserId;
import java.time.Instant;

/** A person's key was destroyed: nothing of them can be read any more. */
@EventName("user-erased")
public record UserErased(UserId userId, Instant erasedAt) implements UserEvent {

    @Override
    public String streamId() {
        return userId.toString();
    }
}
