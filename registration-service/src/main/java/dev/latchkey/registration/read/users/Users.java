package dev.latchkey.registration.read.users;

import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.privacy.IdentifierHasher;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.values.Identifier;
import dev.latchkey.kernel.values.IdentifierType;
import dev.latchkey.kernel.values.UserId;
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
        return rows.findByIdentifier(hashes).stream()
                .flatMap(row -> readable(row).stream())
                .toList();
    }

    /** A person whose key is gone was erased, even when the table has not heard of it yet. */
    private Optional<UserAnswer> readable(UserRow row) {
        return keys.find(row.userId()).map(key -> UserAnswer.of(row, PersonalData.decrypt(row.personalData(), key)));
    }
}
