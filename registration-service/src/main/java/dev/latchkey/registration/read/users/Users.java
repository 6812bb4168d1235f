package dev.latchkey.registration.read.users;

import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.people.UserAnswer;
import dev.latchkey.kernel.privacy.Circumstances;
import dev.latchkey.kernel.privacy.IdentifierHasher;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.values.Identifier;
import dev.latchkey.kernel.values.IdentifierType;
import dev.latchkey.kernel.values.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Answers questions about users; personal data become readable here and nowhere before. */
@Service
final class Users {

    private final UserRows rows;
    private final PersonKeys keys;
    private final IdentifierHasher hasher;
    private final Tenant tenant;

    Users(UserRows rows, PersonKeys keys, IdentifierHasher hasher, Tenant tenant) {
        this.rows = rows;
        this.keys = keys;
        this.hasher = hasher;
        this.tenant = tenant;
    }

    Optional<UserAnswer> find(UserId userId) {
        return rows.find(userId).flatMap(this::readable);
    }

    /** All users with this normalized address, in whatever connection. */
    List<UserAnswer> findByEmail(String email) {
        Identifier identifier = new Identifier(IdentifierType.EMAIL, email);
        List<IdentifierHash> hashes = tenant.connections().stream()
                .map(connection -> hasher.hash(connection.name(), identifier))
                .toList();
        return readable(rows.findByIdentifier(hashes));
    }

    /** One page, as a list or with its totals. */
    Object page(UserListRequest request, FieldFilter filter) {
        UserCondition condition = condition(request);
        int size = request.page().size();
        long start = request.page().start();
        List<Object> users = filter.apply(readable(rows.find(condition, request.newestFirst(), start, size)));
        return request.page().withTotals()
                ? new UserPage(start, size, users.size(), rows.count(condition), users)
                : users;
    }

    /** The next ones behind a checkpoint. */
    UserStretch stretch(UserListRequest request, Checkpoint checkpoint, FieldFilter filter) {
        List<UserRow> found = rows.findAfter(condition(request), checkpoint, request.take());
        String next = found.size() < request.take()
                ? null
                : Checkpoint.behind(found.getLast()).encode();
        return new UserStretch(next, filter.apply(readable(found)));
    }

    private UserCondition condition(UserListRequest request) {
        UserFields fields = new UserFields(tenant, hasher);
        List<UserCondition> parts = new ArrayList<>();
        parts.add(UserCondition.ALL);
        if (request.question() != null) {
            parts.add(UserQuery.read(request.question(), fields));
        }
        if (request.connection() != null) {
            parts.add(fields.is("identities.connection", request.connection()));
        }
        return UserCondition.joined("AND", parts);
    }

    private List<UserAnswer> readable(List<UserRow> found) {
        return found.stream().flatMap(row -> readable(row).stream()).toList();
    }

    /** A person whose key is gone was erased, even when the table has not heard of it yet. */
    private Optional<UserAnswer> readable(UserRow row) {
        return keys.find(row.state().userId())
                .map(key ->
                        UserAnswer.of(row.state(), PersonalData.decrypt(row.personalData(), key), logins(row, key)));
    }

    private static UserAnswer.Logins logins(UserRow row, PersonKey key) {
        String circumstances = row.lastCircumstances();
        return new UserAnswer.Logins(
                row.loginsCount(),
                row.lastLogin(),
                circumstances == null
                        ? null
                        : Circumstances.decrypt(circumstances, key).address());
    }
}
