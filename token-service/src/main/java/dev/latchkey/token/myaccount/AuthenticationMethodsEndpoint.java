package dev.latchkey.token.myaccount;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.kernel.myaccount.Caller;
import dev.latchkey.kernel.myaccount.Callers;
import dev.latchkey.kernel.myaccount.JsonBody;
import dev.latchkey.kernel.myaccount.MyAccountPaths;
import dev.latchkey.kernel.myaccount.ProblemException;
import dev.latchkey.kernel.values.Actor;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.web.NoStore;
import dev.latchkey.token.write.changepasskey.PasskeyChanges;
import dev.latchkey.token.write.changepasskey.RenamePasskey;
import dev.latchkey.token.write.changepasskey.RevokePasskey;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The passkeys that a person has: shown, renamed, deleted (CONTRACT section 12). */
@RestController
final class AuthenticationMethodsEndpoint {

    private final Callers callers;
    private final OwnPasskeys passkeys;
    private final PasskeyChanges changes;
    private final Clock clock;

    AuthenticationMethodsEndpoint(Callers callers, OwnPasskeys passkeys, PasskeyChanges changes, Clock clock) {
        this.callers = callers;
        this.passkeys = passkeys;
        this.changes = changes;
        this.clock = clock;
    }

    record AuthenticationMethods(
            @JsonProperty("authentication_methods") List<PasskeyAnswer> authenticationMethods) {}

    /** Of other types there are none. */
    @GetMapping(MyAccountPaths.AUTHENTICATION_METHODS)
    ResponseEntity<AuthenticationMethods> list(
            HttpServletRequest request, @RequestParam(defaultValue = PasskeyAnswer.TYPE) String type) {
        Caller caller = callers.of(request);
        List<PasskeyAnswer> all = passkeys.all(caller);
        return ResponseEntity.ok()
                .headers(NoStore::addTo)
                .body(new AuthenticationMethods(PasskeyAnswer.TYPE.equals(type) ? all : List.of()));
    }

    @GetMapping(MyAccountPaths.AUTHENTICATION_METHOD)
    ResponseEntity<PasskeyAnswer> show(HttpServletRequest request, @PathVariable String id) {
        return ok(passkeys.one(callers.of(request), id));
    }

    @PatchMapping(path = MyAccountPaths.AUTHENTICATION_METHOD, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PasskeyAnswer> rename(HttpServletRequest request, @PathVariable String id) {
        Caller caller = callers.of(request);
        RenamePasskey command = new RenamePasskey(
                caller.userId(),
                PasskeyId.of(id),
                NameReader.read(JsonBody.of(request)),
                Actor.user(caller.userId()),
                clock.instant());
        passkeys.requireActive(caller);
        return switch (changes.rename(command)) {
            case RENAMED -> ok(passkeys.one(caller, id));
            case UNKNOWN -> throw ProblemException.noSuchMethod();
        };
    }

    @DeleteMapping(MyAccountPaths.AUTHENTICATION_METHOD)
    ResponseEntity<Void> delete(HttpServletRequest request, @PathVariable String id) {
        Caller caller = callers.of(request);
        passkeys.requireActive(caller);
        return switch (changes.revoke(
                new RevokePasskey(caller.userId(), PasskeyId.of(id), Actor.user(caller.userId()), clock.instant()))) {
            case REVOKED -> ResponseEntity.noContent().headers(NoStore::addTo).build();
            case LAST ->
                throw ProblemException.conflict(
                        "The last passkey cannot be deleted: nothing else would let the person in again.");
            case UNKNOWN -> throw ProblemException.noSuchMethod();
        };
    }

    private static ResponseEntity<PasskeyAnswer> ok(PasskeyAnswer passkey) {
        return ResponseEntity.ok().headers(NoStore::addTo).body(passkey);
    }
}
