package dev.latchkey.token.management;

import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.people.UserAnswer;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.tenant.Connection;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.known.KnownUser;
import dev.latchkey.token.write.People;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** People as operators see them, straight from the facts. */
@Component
final class ManagedUsers {

    private final People people;
    private final PersonKeys keys;
    private final Tenant tenant;

    ManagedUsers(People people, PersonKeys keys, Tenant tenant) {
        this.people = people;
        this.keys = keys;
        this.tenant = tenant;
    }

    /**
     * The person of a path.
     *
     * @throws ManagementException 404 when there is none
     */
    KnownUser get(String id) {
        return find(id).orElseThrow(ManagedUsers::unknown);
    }

    Optional<KnownUser> find(String id) {
        return UserId.parse(id).flatMap(people::known);
    }

    /** The person in the API's shape. */
    UserAnswer answer(KnownUser user) {
        return keys.find(user.id())
                .map(key -> UserAnswer.of(
                        new UserAnswer.State(
                                user.id(),
                                user.creation().realm(),
                                user.creation().createdAt(),
                                user.updatedAt(),
                                user.blocked()),
                        PersonalData.decrypt(user.personalData(), key)))
                .orElseThrow(ManagedUsers::unknown);
    }

    /**
     * The connection of this name.
     *
     * @throws ManagementException 400 when there is none
     */
    Connection connection(String name) {
        return tenant.connection(name)
                .orElseThrow(() ->
                        ManagementException.badRequest("The connection does not exist.", "inexistent_connection"));
    }

    static ManagementException unknown() {
        return ManagementException.notFound("The user does not exist.", "inexistent_user");
    }

    static ManagementException taken() {
        return ManagementException.conflict("The user already exists.", "identity_conflict");
    }
}
