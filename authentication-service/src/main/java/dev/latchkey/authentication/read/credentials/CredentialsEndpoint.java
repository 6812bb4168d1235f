package dev.latchkey.authentication.read.credentials;

import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.kernel.web.NoStore;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Look-ups of passkeys for operators (CONTRACT section 13). */
@ManagementEndpoint
final class CredentialsEndpoint {

    private final CredentialRows rows;

    CredentialsEndpoint(CredentialRows rows) {
        this.rows = rows;
    }

    @GetMapping("/api/v2/users/{id}/authentication-methods")
    ResponseEntity<Object> authenticationMethods(@PathVariable String id, HttpServletRequest request) {
        Page page = Page.of(request);
        UserId userId = UserId.parse(id)
                .filter(rows::knows)
                .orElseThrow(() -> ManagementException.notFound("The user does not exist.", "inexistent_user"));
        List<PasskeyAnswer> passkeys =
                rows.find(userId, page).stream().map(PasskeyAnswer::of).toList();
        Object answer =
                page.withTotals() ? new PasskeyPage(page.start(), page.size(), rows.count(userId), passkeys) : passkeys;
        return ResponseEntity.ok().headers(NoStore::addTo).body(answer);
    }
}
