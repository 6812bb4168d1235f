package dev.latchkey.registration.read.users;

import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.kernel.web.NoStore;
import dev.latchkey.registration.identifiers.EmailAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Look-ups of users for operators (CONTRACT section 13). */
@ManagementEndpoint
final class UsersEndpoint {

    private final Users users;

    UsersEndpoint(Users users) {
        this.users = users;
    }

    @GetMapping("/api/v2/users/{id}")
    ResponseEntity<UserAnswer> user(@PathVariable String id) {
        return UserId.parse(id)
                .flatMap(users::find)
                .map(user -> ResponseEntity.ok().headers(NoStore::addTo).body(user))
                .orElseThrow(() -> ManagementException.notFound("The user does not exist.", "inexistent_user"));
    }

    @GetMapping("/api/v2/users-by-email")
    ResponseEntity<List<UserAnswer>> usersByEmail(HttpServletRequest request) {
        String email = EmailAddress.normalize(onlyValue(request.getParameterValues("email")))
                .orElseThrow(UsersEndpoint::noEmail);
        return ResponseEntity.ok().headers(NoStore::addTo).body(users.findByEmail(email));
    }

    private static String onlyValue(String @Nullable [] values) {
        if (values == null || values.length != 1) {
            throw noEmail();
        }
        return values[0];
    }

    private static ManagementException noEmail() {
        return ManagementException.badRequest(
                "Query validation error: 'email' must be given once and be an email address.", "invalid_query_string");
    }
}
