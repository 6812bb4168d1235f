package dev.latchkey.gateway;

import dev.latchkey.gateway.feed.LiveFeed;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at every request once: refuses what is ambiguous, serves what is the gateway's own, passes the rest on. */
final class FrontDoor implements HttpHandler {

    private static final String EVENTS = "/demo/events";
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private final RouteTable routes;
    private final Map<String, HttpHandler> services = new HashMap<>();
    private final HttpHandler page;
    private final HttpHandler events;

    /**
     * @param feed of the demo page's live events; null where neither page nor events are wanted
     */
    FrontDoor(
            RouteTable routes,
            Map<String, Upstream> upstreams,
            TrustedProxies trusted,
            @Nullable LiveFeed feed,
            Limits limits) {
        this.routes = routes;
        this.page = feed == null ? Pages.withoutDemo() : Pages.withDemo();
        this.events = feed == null ? page : new EventsEndpoint(feed);
        upstreams.forEach((service, upstream) -> services.put(service, proxyTo(upstream, trusted, limits)));
    }

    private static HttpHandler proxyTo(Upstream upstream, TrustedProxies trusted, Limits limits) {
        return new HttpContinueReadHandler(new WholeBody(
                limits,
                (exchange, body) -> Passage.open(exchange, Origin.of(exchange, trusted), body, upstream, limits)));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestURI();
        String service = routes.serviceFor(exchange.getRequestMethod().toString(), path);
        Set<String> methods = routes.methodsAt(path);
        if (isAmbiguous(exchange)) {
            Answers.invalidRequest(withoutBody(exchange), "The request cannot be read in one way only.");
        } else if (isForbidden(exchange.getRequestMethod())) {
            Answers.methodNotAllowed(withoutBody(exchange), METHODS);
        } else if (service != null) {
            services.getOrDefault(service, Answers::notFound).handleRequest(exchange);
        } else if (!methods.isEmpty()) {
            Answers.methodNotAllowed(withoutBody(exchange), String.join(", ", methods));
        } else {
            (path.equals(EVENTS) ? events : page).handleRequest(withoutBody(exchange));
        }
    }

    /** A body that nobody will read ends with the connection. */
    private static HttpServerExchange withoutBody(HttpServerExchange exchange) {
        return exchange.isRequestComplete() ? exchange : exchange.setPersistent(false);
    }

    /** What the parser lets pass although the service behind might read it otherwise. */
    private static boolean isAmbiguous(HttpServerExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        String encoding = exchange.getRequestHeaders().getFirst(Headers.TRANSFER_ENCODING);
        return exchange.isHostIncludedInRequestURI()
                || exchange.getRequestHeaders().count(Headers.HOST) != 1
                || host.isEmpty()
                || (encoding != null && !(exchange.isHttp11() && encoding.equalsIgnoreCase("chunked")));
    }

    private static boolean isForbidden(HttpString method) {
        return method.equals(Methods.TRACE) || method.equals(Methods.CONNECT);
    }
}
