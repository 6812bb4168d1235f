package dev.latchkey.audit.read.logs;

import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.kernel.web.NoStore;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import tools.jackson.databind.node.ObjectNode;

/** Tenant logs for operators (CONTRACT section 14). */
@ManagementEndpoint
class LogsEndpoint {

    private static final String PATH = "/api/v2/logs";
    private static final int LONGEST_QUERY = 2_048;

    private final Logs logs;
    private final Tenant tenant;

    LogsEndpoint(Logs logs, Tenant tenant) {
        this.logs = logs;
        this.tenant = tenant;
    }

    @GetMapping(PATH)
    ResponseEntity<Object> logs(HttpServletRequest request) {
        Parameters parameters = new Parameters(request);
        return parameters.text("from").isPresent() || parameters.text("take").isPresent()
                ? behindCheckpoint(request, parameters)
                : found(parameters);
    }

    private ResponseEntity<Object> found(Parameters parameters) {
        Page page = Page.of(parameters);
        return answer(logs.search(query(parameters), page), page, Selection.of(parameters));
    }

    /** SDKs call it {@code search}, the documents {@code q}. */
    private static String query(Parameters parameters) {
        String query = parameters.text("q").or(() -> parameters.text("search")).orElse("");
        if (query.length() > LONGEST_QUERY) {
            throw ManagementException.tooLong(
                    "The query is longer than " + LONGEST_QUERY + " characters, refine your search.",
                    "invalid_query_string");
        }
        return query;
    }

    private static ResponseEntity<Object> answer(Logs.Found found, Page page, Selection selection) {
        List<ObjectNode> shown = found.logs().stream().map(selection::applyTo).toList();
        Object body =
                page.withTotals() ? new LogPage(page.start(), page.size(), shown.size(), found.total(), shown) : shown;
        return ResponseEntity.ok().headers(NoStore::addTo).body(body);
    }

    /** Nothing is missed on this way: ids sort as the trail does, and an entry that comes later has a later id. */
    private ResponseEntity<Object> behindCheckpoint(HttpServletRequest request, Parameters parameters) {
        int take = parameters.number("take", Page.USUAL_SIZE, 1, Page.MOST_SIZE);
        LogId from = parameters.text("from").map(LogsEndpoint::checkpoint).orElse(null);
        List<ObjectNode> found = logs.after(from, take);
        LogId next = found.isEmpty() ? from : idOf(found.getLast());
        return ResponseEntity.ok()
                .headers(NoStore::addTo)
                .header(HttpHeaders.LINK, "<" + url(request, next, take) + ">; rel=\"next\"")
                .body(found);
    }

    private static LogId checkpoint(String text) {
        return LogId.parse(text).orElseThrow(() -> Parameters.invalid("'from' must be the log_id of a log"));
    }

    private static @Nullable LogId idOf(ObjectNode log) {
        return LogId.parse(log.path("log_id").asString("")).orElse(null);
    }

    private String url(HttpServletRequest request, @Nullable LogId next, int take) {
        String host = request.getHeader(HttpHeaders.HOST);
        Domain domain = tenant.domain(host == null ? "" : host)
                .orElseGet(() -> tenant.domains().getFirst());
        return domain.url() + PATH + "?" + (next == null ? "" : "from=" + next + "&") + "take=" + take;
    }

    @GetMapping(PATH + "/{id}")
    ResponseEntity<ObjectNode> log(@PathVariable String id) {
        return LogId.parse(id)
                .flatMap(logs::find)
                .map(log -> ResponseEntity.ok().headers(NoStore::addTo).body(log))
                .orElseThrow(() -> ManagementException.notFound("The log event does not exist.", "inexistent_log"));
    }

    @GetMapping("/api/v2/users/{id}/logs")
    ResponseEntity<Object> userLogs(@PathVariable String id, HttpServletRequest request) {
        Parameters parameters = new Parameters(request);
        Page page = Page.of(parameters);
        Logs.Found found = UserId.parse(id)
                .map(user -> logs.ofPerson(user.toString(), page))
                .orElseGet(() -> new Logs.Found(List.of(), 0));
        return answer(found, page, Selection.of(parameters));
    }
}
