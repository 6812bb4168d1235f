package dev.latchkey.audit.facts;

import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.management.ManagementException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What happened: all events, by whatever they have to do with, and each by its id. */
@ManagementEndpoint
final class EventsEndpoint {

    private final FoundEntries entries;

    EventsEndpoint(FoundEntries entries) {
        this.entries = entries;
    }

    @GetMapping("/audit/v1/events")
    ResponseEntity<byte[]> events(HttpServletRequest request) {
        Question question = Question.of(Parameters.of(request, Question.ALL));
        return Answers.of(entries.answer(question), request);
    }

    @GetMapping("/audit/v1/events/{id}")
    ResponseEntity<byte[]> event(@PathVariable String id, HttpServletRequest request) {
        Parameters.of(request, Set.of());
        return Names.fitting(id)
                .flatMap(entries::byId)
                .map(Answers::of)
                .orElseThrow(() -> ManagementException.notFound("The event does not exist.", "inexistent_event"));
    }
}
