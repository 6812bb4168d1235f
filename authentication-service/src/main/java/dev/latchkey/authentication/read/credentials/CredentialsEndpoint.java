package dev.latchkey.authentication.read.credentials;

import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.management.Page;
import dev.latchkey.kernel.messaging.FreshProjections;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.kernel.web.NoStore;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Look-ups of passkeys for operators (CONTRACT section 13). */
@ManagementEndpoint
final class CredentialsEndpoint {

    private final Passkeys passkeys;
    private final FreshProjections projections;

    CredentialsEndpoint(Passkeys passkeys, FreshProjections projections) {
        this.passkeys = passkeys;
        this.projections = projections;
    }

    @GetMapping("/api/v2/users/{id}/authentication-methods")
    ResponseEntity<Object> authenticationMethods(@PathVariable String id, HttpServletRequest request) {
        Page page = Page.of(request);
        return ok(passkeys.page(known(id), page));
    }

    @GetMapping("/api/v2/users/{id}/authentication-methods/{method}")
    ResponseEntity<Object> authenticationMethod(@PathVariable String id, @PathVariable String method) {
        return ok(passkeys.find(known(id), PasskeyId.of(method))
                .orElseThrow(() -> ManagementException.notFound(
                        "The authentication method does not exist.", "inexistent_authentication_method")));
    }

    private UserId known(String id) {
        UserId userId = UserId.parse(id).orElseThrow(CredentialsEndpoint::unknown);
        projections.await(CredentialsProjection.NAME);
        if (!passkeys.knows(userId)) {
            throw unknown();
        }
        return userId;
    }

    private static ResponseEntity<Object> ok(Object answer) {
        return ResponseEntity.ok().headers(NoStore::addTo).body(answer);
    }

    private static ManagementException unknown() {
        return ManagementException.notFound("The user does not exist.", "inexistent_user");
    }
}
