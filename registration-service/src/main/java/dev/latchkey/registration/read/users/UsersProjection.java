package dev.latchkey.registration.read.users;

import dev.latchkey.kernel.events.AuthSessionRedeemed;
import dev.latchkey.kernel.events.StreamType;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.events.UserEvent;
import dev.latchkey.kernel.events.UserJoinedOrganization;
import dev.latchkey.kernel.events.UserProfileChanged;
import dev.latchkey.kernel.events.UserUnblocked;
import dev.latchkey.kernel.messaging.Projection;
import dev.latchkey.kernel.messaging.ReceivedEvent;
import dev.latchkey.kernel.values.Purpose;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Keeps the table of users and their logins; personal data stay in it as they are in the events, encrypted. */
@Component
final class UsersProjection implements Projection {

    static final String NAME = "users";

    private final UserRows rows;

    UsersProjection(UserRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<StreamType> streams() {
        return Set.of(StreamType.USER, StreamType.AUTH_SESSION);
    }

    @Override
    public Set<String> tables() {
        return Set.of("users", "user_identifier", "user_login");
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof UserEvent event) {
            on(event, received.sequence());
        }
        if (received.event() instanceof AuthSessionRedeemed redeemed && redeemed.purpose() != Purpose.ENROLMENT) {
            rows.login(redeemed);
        }
    }

    private void on(UserEvent event, long sequence) {
        switch (event) {
            case UserCreated created -> rows.create(created, sequence);
            case UserProfileChanged changed -> rows.change(changed, sequence);
            case UserJoinedOrganization joined -> rows.touch(joined.userId(), joined.joinedAt(), sequence);
            case UserBlocked blocked -> rows.block(blocked.userId(), true, blocked.blockedAt(), sequence);
            case UserUnblocked unblocked -> rows.block(unblocked.userId(), false, unblocked.unblockedAt(), sequence);
            case UserErased erased -> rows.erase(erased.userId(), erased.erasedAt(), sequence);
        }
    }
}
