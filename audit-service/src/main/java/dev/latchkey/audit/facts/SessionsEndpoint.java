package dev.latchkey.audit.facts;

import dev.latchkey.audit.trail.Entry;
import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.management.ManagementException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What a session did, from its challenge to tokens, and whatever became of them. */
@ManagementEndpoint
final class SessionsEndpoint {

    private static final int USUAL_LIMIT = 100;
    private static final int MOST_LIMIT = 1_000;
    private static final Pattern SESSION =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final FoundEntries entries;
    private final Clock clock;

    SessionsEndpoint(FoundEntries entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    @GetMapping("/audit/v1/sessions/{id}")
    ResponseEntity<byte[]> session(@PathVariable String id, HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, Set.of("after", "limit"));
        long after = parameters.position("after").orElse(-1);
        int limit = parameters.number("limit", 1, MOST_LIMIT).orElse(USUAL_LIMIT);
        List<Entry> turns = SESSION.matcher(id).matches() ? entries.turnsOf(id) : List.of();
        if (turns.isEmpty()) {
            throw ManagementException.notFound("The session does not exist.", "inexistent_session");
        }
        return Answers.of(SessionSummary.of(id, turns, clock.instant()), entries.ofSession(id, after, limit), request);
    }
}
