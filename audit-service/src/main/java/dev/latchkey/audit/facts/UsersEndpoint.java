package dev.latchkey.audit.facts;

import dev.latchkey.audit.trail.Entry;
import dev.latchkey.audit.trail.Trail;
import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.kernel.web.NoStore;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What happened to a person, and who could sign in as them at an instant. */
@ManagementEndpoint
final class UsersEndpoint {

    /** Far more than a person's passkeys and blocks ever make. */
    private static final int MOST_TURNS = 20_000;

    private final FoundEntries entries;
    private final Trail trail;
    private final Clock clock;

    UsersEndpoint(FoundEntries entries, Trail trail, Clock clock) {
        this.entries = entries;
        this.trail = trail;
        this.clock = clock;
    }

    @GetMapping("/audit/v1/users/{id}/history")
    ResponseEntity<byte[]> history(@PathVariable String id, HttpServletRequest request) {
        Question question = Question.of(Parameters.of(request, Question.COMMON));
        String user = userId(id);
        if (!entries.knowsUser(user)) {
            throw unknown();
        }
        return Answers.of(entries.answer(question.with("user_id", user)), request);
    }

    @GetMapping("/audit/v1/users/{id}/sign-in-state")
    ResponseEntity<SignInState> signInState(@PathVariable String id, HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, Set.of("at"));
        Instant now = clock.instant();
        Instant at = parameters.instant("at").orElse(now);
        if (at.isAfter(now)) {
            throw Parameters.invalid("'at' must not lie in the future");
        }
        String user = userId(id);
        long size = trail.size();
        List<Entry> turns = entries.of(user, SignInHistory.TYPES, MOST_TURNS);
        return ResponseEntity.ok()
                .headers(NoStore::addTo)
                .body(SignInHistory.of(turns, at).state(user, at, size));
    }

    private static String userId(String id) {
        return UserId.parse(id).map(UserId::toString).orElseThrow(UsersEndpoint::unknown);
    }

    private static ManagementException unknown() {
        return ManagementException.notFound("The user does not exist.", "inexistent_user");
    }
}
