package dev.latchkey.token.management;

import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.management.OperatorBody;
import dev.latchkey.kernel.management.Operators;
import dev.latchkey.kernel.messaging.RelayedWrites;
import dev.latchkey.kernel.people.UserAnswer;
import dev.latchkey.kernel.privacy.IdentifierHasher;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.tenant.Connection;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.NoStore;
import dev.latchkey.token.known.KnownUser;
import dev.latchkey.token.write.manageuser.ChangeUser;
import dev.latchkey.token.write.manageuser.CreateUser;
import dev.latchkey.token.write.manageuser.UserChanges;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Operators create and change people (CONTRACT section 13). */
@ManagementEndpoint
final class ManageUsersEndpoint {

    private final ManagedUsers users;
    private final UserChanges changes;
    private final IdentifierHasher hasher;
    private final RelayedWrites relayed;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ManageUsersEndpoint(
            ManagedUsers users, UserChanges changes, IdentifierHasher hasher, RelayedWrites relayed, Clock clock) {
        this.users = users;
        this.changes = changes;
        this.hasher = hasher;
        this.relayed = relayed;
        this.clock = clock;
    }

    @PostMapping("/api/v2/users")
    ResponseEntity<UserAnswer> create(HttpServletRequest request) {
        UserBody body = new UserBody(OperatorBody.object(request));
        Connection connection = users.connection(
                body.connection().orElseThrow(() -> ApiException.invalidRequest("\"connection\" is required")));
        PersonalData person = body.person(connection);
        UserId userId = body.userId().orElseGet(this::newUserId);
        CreateUser command = new CreateUser(
                userId,
                connection.name(),
                hasher.hashAll(connection.name(), person.profile()),
                person,
                body.blocked().orElse(false),
                Operators.current(),
                clock.instant());
        return switch (changes.create(command)) {
            case CREATED -> answer(HttpStatus.CREATED, userId.toString());
            case TAKEN -> throw ManagedUsers.taken();
        };
    }

    @PatchMapping("/api/v2/users/{id}")
    ResponseEntity<UserAnswer> change(HttpServletRequest request, @PathVariable String id) {
        UserBody body = new UserBody(OperatorBody.object(request));
        KnownUser user = users.get(id);
        Connection connection = users.connection(user.creation().realm());
        requireToBeOf(user, body);
        ChangeUser command = new ChangeUser(
                user.id(),
                known -> body.change(known, connection),
                body.blocked().orElse(null),
                Operators.current(),
                clock.instant());
        return switch (changes.change(command)) {
            case CHANGED -> answer(HttpStatus.OK, id);
            case UNKNOWN -> throw ManagedUsers.unknown();
            case TAKEN -> throw ManagedUsers.taken();
        };
    }

    /** SDKs name the connection beside what they change in it; nobody moves to another one. */
    private static void requireToBeOf(KnownUser user, UserBody body) {
        if (body.userId().filter(id -> !id.equals(user.id())).isPresent()) {
            throw ApiException.invalidRequest("\"user_id\" cannot be changed");
        }
        if (body.connection()
                .filter(name -> !name.equals(user.creation().realm()))
                .isPresent()) {
            throw ManagementException.badRequest("The user does not belong to this connection.", "invalid_connection");
        }
    }

    private ResponseEntity<UserAnswer> answer(HttpStatus status, String id) {
        relayed.await();
        return ResponseEntity.status(status).headers(NoStore::addTo).body(users.answer(users.get(id)));
    }

    private UserId newUserId() {
        byte[] bytes = new byte[UserId.RANDOM_BYTES];
        random.nextBytes(bytes);
        return UserId.of(bytes);
    }
}
