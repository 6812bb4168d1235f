package dev.latchkey.authentication.read.credentials;

import dev.latchkey.kernel.management.Page;
import dev.latchkey.kernel.people.PasskeyAnswer;
import dev.latchkey.kernel.privacy.ImportedPasskey;
import dev.latchkey.kernel.privacy.PasskeyName;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Answers questions about passkeys; what they say of their people becomes readable here and nowhere before. */
@Service
final class Passkeys {

    private final CredentialRows rows;
    private final PersonKeys keys;

    Passkeys(CredentialRows rows, PersonKeys keys) {
        this.rows = rows;
        this.keys = keys;
    }

    boolean knows(UserId userId) {
        return rows.knows(userId);
    }

    /** One page of a person's passkeys, as a list or with its totals. */
    Object page(UserId userId, Page page) {
        List<PasskeyAnswer> passkeys = readable(userId, rows.find(userId, page));
        return page.withTotals() ? new PasskeyPage(page.start(), page.size(), rows.count(userId), passkeys) : passkeys;
    }

    /** One of a person's passkeys. */
    Optional<PasskeyAnswer> find(UserId userId, PasskeyId passkeyId) {
        return readable(userId, rows.find(userId, passkeyId).stream().toList()).stream()
                .findFirst();
    }

    private List<PasskeyAnswer> readable(UserId userId, List<CredentialRow> found) {
        boolean saysSomething = found.stream().anyMatch(row -> row.name() != null || row.imported() != null);
        PersonKey key = saysSomething ? keys.find(userId).orElse(null) : null;
        return found.stream().map(row -> answer(row, key)).toList();
    }

    /** Without the key the person was erased, and what was said of them is gone. */
    private static PasskeyAnswer answer(CredentialRow row, @Nullable PersonKey key) {
        String name = row.name();
        String imported = row.imported();
        return PasskeyAnswer.of(
                row.state(),
                name == null || key == null ? null : PasskeyName.decrypt(name, key),
                imported == null || key == null ? null : ImportedPasskey.decrypt(imported, key));
    }
}
