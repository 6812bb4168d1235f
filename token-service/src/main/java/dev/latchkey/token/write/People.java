package dev.latchkey.token.write;

import dev.latchkey.kernel.events.UserEvent;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.known.KnownUser;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Who a person is now, straight from the facts: as current as the last commit. */
@Component
public final class People {

    private final EventStore events;
    private final PersonKeys keys;

    People(EventStore events, PersonKeys keys) {
        this.events = events;
        this.keys = keys;
    }

    /** A person who may sign in. */
    public record Person(PersonalData data, Instant profileChangedAt) {}

    /** The person; empty when there is none, or they are blocked or erased. */
    public Optional<Person> find(UserId id) {
        return fold(id).filter(user -> !user.blocked() && !user.erased()).flatMap(user -> keys.find(id)
                .map(key -> new Person(PersonalData.decrypt(user.personalData(), key), user.profileChangedAt())));
    }

    /** What is known of a person, even of a blocked one; empty when there is none or they are erased. */
    public Optional<KnownUser> known(UserId id) {
        return fold(id).filter(user -> !user.erased());
    }

    private Optional<KnownUser> fold(UserId id) {
        User user = new User();
        events.readEvents(id.toString()).forEachRemaining(message -> {
            if (message.getPayload() instanceof UserEvent event) {
                user.evolve(event);
            }
        });
        return Optional.ofNullable(user.known());
    }
}
