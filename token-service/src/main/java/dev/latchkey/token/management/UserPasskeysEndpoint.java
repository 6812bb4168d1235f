package dev.latchkey.token.management;

import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.management.OperatorBody;
import dev.latchkey.kernel.management.Operators;
import dev.latchkey.kernel.messaging.RelayedWrites;
import dev.latchkey.kernel.people.PasskeyAnswer;
import dev.latchkey.kernel.privacy.PasskeyName;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.NoStore;
import dev.latchkey.token.write.changepasskey.PasskeyChanges;
import dev.latchkey.token.write.changepasskey.RenamePasskey;
import dev.latchkey.token.write.changepasskey.RevokeAllPasskeys;
import dev.latchkey.token.write.changepasskey.RevokePasskey;
import dev.latchkey.token.write.importpasskey.ImportPasskeys;
import dev.latchkey.token.write.importpasskey.ImportedPasskeys;
import dev.latchkey.token.write.importpasskey.PasskeyImport;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Operators change the passkeys of people: imported, renamed, ended (CONTRACT section 13). */
@ManagementEndpoint
final class UserPasskeysEndpoint {

    private static final String METHODS = "/api/v2/users/{id}/authentication-methods";
    private static final String METHOD = METHODS + "/{method}";
    private static final int MOST_AT_ONCE = 20;

    private final ManagedUsers users;
    private final ManagedPasskeys passkeys;
    private final PasskeyImportReader reader;
    private final ImportedPasskeys imports;
    private final PasskeyChanges changes;
    private final RelayedWrites relayed;
    private final Clock clock;

    UserPasskeysEndpoint(
            ManagedUsers users,
            ManagedPasskeys passkeys,
            PasskeyImportReader reader,
            ImportedPasskeys imports,
            PasskeyChanges changes,
            RelayedWrites relayed,
            Clock clock) {
        this.users = users;
        this.passkeys = passkeys;
        this.reader = reader;
        this.imports = imports;
        this.changes = changes;
        this.relayed = relayed;
        this.clock = clock;
    }

    @PostMapping(METHODS)
    ResponseEntity<PasskeyAnswer> add(HttpServletRequest request, @PathVariable String id) {
        ObjectNode body = OperatorBody.object(request);
        UserId owner = users.get(id).id();
        PasskeyImport passkey = reader.read(body, owner);
        carryOut(owner, List.of(passkey), false);
        return answer(HttpStatus.CREATED, passkeys.get(owner, passkey.passkeyId()));
    }

    @PutMapping(METHODS)
    ResponseEntity<List<PasskeyAnswer>> replaceAll(HttpServletRequest request, @PathVariable String id) {
        ArrayNode body = OperatorBody.array(request);
        UserId owner = users.get(id).id();
        if (body.size() > MOST_AT_ONCE) {
            throw ApiException.invalidRequest("a person may have at most " + MOST_AT_ONCE + " passkeys");
        }
        List<PasskeyImport> all =
                body.valueStream().map(node -> reader.read(node, owner)).toList();
        if (all.stream().map(PasskeyImport::passkeyId).distinct().count() < all.size()) {
            throw ApiException.invalidRequest("\"key_id\" stands there twice");
        }
        carryOut(owner, all, true);
        return answer(HttpStatus.OK, passkeys.all(owner));
    }

    private void carryOut(UserId owner, List<PasskeyImport> all, boolean replacing) {
        ImportPasskeys command = new ImportPasskeys(owner, all, replacing, Operators.current(), clock.instant());
        switch (imports.add(command)) {
            case IMPORTED -> relayed.await();
            case UNKNOWN_USER -> throw ManagedUsers.unknown();
            case TAKEN ->
                throw ManagementException.conflict(
                        "A passkey with this key_id is or was registered already.", "authentication_method_conflict");
            case TOO_MANY ->
                throw ManagementException.conflict(
                        "A person may have at most " + MOST_AT_ONCE + " passkeys.", "too_many_authentication_methods");
        }
    }

    @PatchMapping(METHOD)
    ResponseEntity<PasskeyAnswer> rename(
            HttpServletRequest request, @PathVariable String id, @PathVariable String method) {
        PasskeyName name = PasskeyImportReader.name(OperatorBody.object(request))
                .orElseThrow(() -> ApiException.invalidRequest("\"name\" is required"));
        UserId owner = users.get(id).id();
        PasskeyId passkey = PasskeyId.of(method);
        return switch (changes.rename(new RenamePasskey(owner, passkey, name, Operators.current(), clock.instant()))) {
            case RENAMED -> {
                relayed.await();
                yield answer(HttpStatus.OK, passkeys.get(owner, passkey));
            }
            case UNKNOWN -> throw ManagedPasskeys.unknown();
        };
    }

    @DeleteMapping(METHOD)
    ResponseEntity<Void> delete(@PathVariable String id, @PathVariable String method) {
        UserId owner = users.get(id).id();
        RevokePasskey command = new RevokePasskey(owner, PasskeyId.of(method), Operators.current(), clock.instant());
        return switch (changes.revoke(command)) {
            case REVOKED -> gone();
            case UNKNOWN -> throw ManagedPasskeys.unknown();
            case LAST -> throw new IllegalStateException("operators may end the last one");
        };
    }

    @DeleteMapping(METHODS)
    ResponseEntity<Void> deleteAll(@PathVariable String id) {
        UserId owner = users.get(id).id();
        if (!changes.revokeAll(new RevokeAllPasskeys(owner, Operators.current(), clock.instant()))) {
            throw ManagedUsers.unknown();
        }
        return gone();
    }

    private ResponseEntity<Void> gone() {
        relayed.await();
        return ResponseEntity.noContent().headers(NoStore::addTo).build();
    }

    private static <T> ResponseEntity<T> answer(HttpStatus status, T body) {
        return ResponseEntity.status(status).headers(NoStore::addTo).body(body);
    }
}
