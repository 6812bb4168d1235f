package dev.latchkey.endtoend;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Takes in what the suite tells by OTLP over HTTP, as any collector of traces does. */
final class TraceCollector implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    TraceCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Told> all() {
        return told;
    }

    /** The one step that fits, once it is here. */
    Told one(String what, Predicate<Told> fitting) {
        return await(what)
                .atMost(LIMIT)
                .until(() -> told.stream().filter(fitting).toList(), found -> !found.isEmpty())
                .getFirst();
    }

    /** The step of a part that follows directly upon another one. */
    Told after(Told earlier, String part, String name) {
        return one(
                part + ": " + name + " after " + earlier,
                step -> step.parent().equals(earlier.id())
                        && step.trace().equals(earlier.trace())
                        && step.part().equals(part)
                        && step.name().equals(name));
    }

    Told byId(String id) {
        return one("step " + id, step -> step.id().equals(id));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                    .getResourceSpansList()
                    .forEach(this::take);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void take(ResourceSpans ofPart) {
        var part = ofPart.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findAny()
                .orElse("");
        ofPart.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> Told.of(part, span))
                .forEach(told::add);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
