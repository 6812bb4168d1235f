package dev.latchkey.registration.read.users;

import dev.latchkey.kernel.events.StreamType;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.events.UserEvent;
import dev.latchkey.kernel.events.UserJoinedOrganization;
import dev.latchkey.kernel.events.UserUnblocked;
import dev.latchkey.kernel.messaging.Projection;
import dev.latchkey.kernel.messaging.ReceivedEvent;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Keeps the table of users; personal data stay in it as they are in the events, encrypted. */
@Component
final class UsersProjection implements Projection {

    private final UserRows rows;

    UsersProjection(UserRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "users";
    }

    @Override
    public Set<StreamType> streams() {
        return Set.of(StreamType.USER);
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof UserEvent event) {
            on(event, received.sequence());
        }
    }

    private void on(UserEvent event, long sequence) {
        switch (event) {
            case UserCreated created -> rows.create(created, sequence);
            case UserJoinedOrganization joined -> rows.touch(joined.userId(), joined.joinedAt(), sequence);
            case UserBlocked blocked -> rows.block(blocked.userId(), true, blocked.blockedAt(), sequence);
            case UserUnblocked unblocked -> rows.block(unblocked.userId(), false, unblocked.unblockedAt(), sequence);
            case UserErased erased -> rows.erase(erased.userId(), erased.erasedAt(), sequence);
        }
    }

    @Override
    public void clear() {
        rows.deleteAll();
    }
}
