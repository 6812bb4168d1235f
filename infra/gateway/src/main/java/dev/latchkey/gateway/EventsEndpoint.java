package dev.latchkey.gateway;

import dev.latchkey.gateway.feed.LiveFeed;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/**
 * Answers {@code GET /demo/events?session=<uuid>} with the events of those sessions. A session id carries 74 random bits and
 * only who began the session was told it, so knowing it is the permission.
 */
final class EventsEndpoint implements HttpHandler {

    private static final int MAX_LISTENERS = 200;
    private static final int MAX_SESSIONS = 20;
    private static final int HEARTBEAT_MILLIS = 15_000;
    private static final int RECONNECT_MILLIS = 2_000;
    private static final Pattern SESSION = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final LiveFeed feed;
    private final Semaphore seats = new Semaphore(MAX_LISTENERS);

    EventsEndpoint(LiveFeed feed) {
        this.feed = feed;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!exchange.getRequestMethod().equals(Methods.GET)) {
            Answers.methodNotAllowed(exchange, "GET");
        } else if (!areSessions(exchange.getQueryParameters().getOrDefault("session", new ArrayDeque<>()))) {
            Answers.invalidRequest(exchange, "Name 1 to " + MAX_SESSIONS + " sessions: ?session=<uuid>.");
        } else if (!seats.tryAcquire()) {
            Answers.unavailable(exchange, StatusCodes.SERVICE_UNAVAILABLE);
        } else {
            open(exchange);
        }
    }

    private static boolean areSessions(Collection<String> sessions) {
        return !sessions.isEmpty()
                && sessions.size() <= MAX_SESSIONS
                && sessions.stream()
                        .allMatch(session -> SESSION.matcher(session).matches());
    }

    /** The connection serves this stream alone, so its end is the stream's, whichever side ends it. */
    private void open(HttpServerExchange exchange) throws Exception {
        exchange.getConnection().addCloseListener(closed -> seats.release());
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        new ServerSentEventHandler((stream, lastEventId) -> listen(exchange, stream)).handleRequest(exchange);
    }

    private void listen(HttpServerExchange exchange, ServerSentEventConnection stream) {
        EventStream listener = new EventStream(exchange, stream);
        exchange.getConnection().addCloseListener(closed -> feed.leave(listener));
        stream.setKeepAliveTime(HEARTBEAT_MILLIS);
        stream.sendRetry(RECONNECT_MILLIS);
        feed.listen(Set.copyOf(exchange.getQueryParameters().get("session")), listener);
    }
}
