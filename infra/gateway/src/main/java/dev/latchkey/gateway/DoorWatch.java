package dev.latchkey.gateway;

import dev.latchkey.tracing.Step;
import dev.latchkey.tracing.StepKind;
import dev.latchkey.tracing.Tracing;
import dev.latchkey.tracing.TracingSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.undertow.Undertow;
import io.undertow.server.ConnectorStatistics;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What operators see of the door: meters in Prometheus' form, and traces, where they are switched on, whose ways all begin
 * here. A caller's word about an earlier step counts for nothing and goes no further.
 */
public final class DoorWatch implements AutoCloseable {

    /** What {@link #scrape} returns. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String ENDPOINT = "LATCHKEY_TRACING_ENDPOINT";
    private static final String SAMPLING = "LATCHKEY_TRACING_SAMPLING";
    private static final HttpString TRACEPARENT = new HttpString("traceparent");
    private static final List<HttpString> WORDS_OF_CALLERS =
            List.of(TRACEPARENT, new HttpString("tracestate"), new HttpString("baggage"));
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final int INTERNAL_ERROR = 500;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final Tracing tracing;

    private DoorWatch(Tracing tracing) {
        this.tracing = tracing;
        registry.config().commonTags("application", "gateway");
        garbage.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** As these settings say, with the names that the services' environment has. */
    public static DoorWatch from(Map<String, String> environment) {
        return of(TracingSettings.of(environment.get(ENDPOINT), environment.get(SAMPLING)));
    }

    static DoorWatch of(TracingSettings settings) {
        return new DoorWatch(Tracing.of(settings, "gateway"));
    }

    /** All meters as they stand now. */
    public String scrape() {
        return registry.scrape();
    }

    /** Watches all that this handler answers. */
    HttpHandler around(HttpHandler door, RouteTable routes) {
        DoorMeters meters = new DoorMeters(registry, routes.services());
        return exchange -> {
            WORDS_OF_CALLERS.forEach(exchange.getRequestHeaders()::remove);
            RouteTable.Route route = routes.routeFor(exchange.getRequestMethod().toString(), exchange.getRequestURI());
            Step step = route == null ? null : begin(exchange, route);
            exchange.addExchangeCompleteListener((done, others) -> {
                OwnAnswer own = done.getAttachment(OwnAnswer.KEY);
                meters.count(route == null ? null : route.service(), done.getStatusCode(), own);
                if (step != null) {
                    end(step, done);
                }
                others.proceed();
            });
            door.handleRequest(exchange);
        };
    }

    /** Shows the connections of a server that has started. */
    void watchConnections(Undertow server) {
        ConnectorStatistics statistics = server.getListenerInfo().getFirst().getConnectorStatistics();
        Gauge.builder("latchkey.gateway.connections", statistics::getActiveConnections)
                .description("Open connections of callers")
                .strongReference(true)
                .register(registry);
    }

    private Step begin(HttpServerExchange exchange, RouteTable.Route route) {
        String named = exchange.getRequestMethod().toString();
        String method = METHODS.contains(named) ? named : "_OTHER";
        Step step = tracing.root(StepKind.SERVER, method + " " + route.path())
                .put("http.request.method", method)
                .put("http.route", route.path())
                .put("latchkey.upstream", route.service());
        String traceparent = step.traceparent();
        if (traceparent != null) {
            exchange.getRequestHeaders().put(TRACEPARENT, traceparent);
        }
        return step;
    }

    private static void end(Step step, HttpServerExchange exchange) {
        step.put("http.response.status_code", exchange.getStatusCode());
        if (exchange.getStatusCode() >= INTERNAL_ERROR) {
            step.failed();
        }
        step.close();
    }

    @Override
    public void close() {
        tracing.close();
        garbage.close();
        registry.close();
    }
}
