package dev.latchkey.registration.read.users;

import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.messaging.FreshProjections;
import dev.latchkey.kernel.people.EmailAddress;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.kernel.web.NoStore;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Look-ups of users for operators (CONTRACT section 13). */
@ManagementEndpoint
final class UsersEndpoint {

    private final Users users;
    private final FreshProjections projections;

    UsersEndpoint(Users users, FreshProjections projections) {
        this.users = users;
        this.projections = projections;
    }

    @GetMapping("/api/v2/users")
    ResponseEntity<Object> list(HttpServletRequest request) {
        UserListRequest asked = UserListRequest.of(request);
        FieldFilter filter = FieldFilter.of(request);
        projections.await(UsersProjection.NAME);
        Checkpoint checkpoint = asked.checkpoint();
        return ok(checkpoint == null ? users.page(asked, filter) : users.stretch(asked, checkpoint, filter));
    }

    @GetMapping("/api/v2/users/{id}")
    ResponseEntity<Object> user(HttpServletRequest request, @PathVariable String id) {
        FieldFilter filter = FieldFilter.of(request);
        UserId userId = UserId.parse(id).orElseThrow(UsersEndpoint::unknown);
        projections.await(UsersProjection.NAME);
        return ok(filter.apply(users.find(userId).orElseThrow(UsersEndpoint::unknown)));
    }

    @GetMapping("/api/v2/users-by-email")
    ResponseEntity<Object> usersByEmail(HttpServletRequest request) {
        FieldFilter filter = FieldFilter.of(request);
        String email = EmailAddress.normalize(onlyValue(request.getParameterValues("email")))
                .orElseThrow(UsersEndpoint::noEmail);
        projections.await(UsersProjection.NAME);
        return ok(filter.apply(users.findByEmail(email)));
    }

    private static ResponseEntity<Object> ok(Object answer) {
        return ResponseEntity.ok().headers(NoStore::addTo).body(answer);
    }

    private static ManagementException unknown() {
        return ManagementException.notFound("The user does not exist.", "inexistent_user");
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
