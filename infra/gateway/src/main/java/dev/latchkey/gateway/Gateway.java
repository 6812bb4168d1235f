package dev.latchkey.gateway;

import dev.latchkey.gateway.feed.LiveFeed;
import dev.latchkey.tracing.TracingSettings;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xnio.Options;

/** The front door of Latchkey: one origin for all services, the demo page and its live events. */
public final class Gateway implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 4_096;
    private static final int MAX_IDLE_MILLIS = 60_000;
    private static final int MAX_SHUTDOWN_MILLIS = 2_000;

    private final Undertow server;
    private final Drain drain;
    private final Duration drainLimit;
    private final @Nullable LiveFeed feed;
    private final Map<String, Upstream> upstreams;
    private final DoorWatch watch;

    private Gateway(
            Undertow server,
            Drain drain,
            Duration drainLimit,
            @Nullable LiveFeed feed,
            Map<String, Upstream> upstreams,
            DoorWatch watch) {
        this.watch = watch;
        this.server = server;
        this.drain = drain;
        this.drainLimit = drainLimit;
        this.feed = feed;
        this.upstreams = upstreams;
    }

    /** Opens the door; every service of the route table must have an upstream, though it need not be up yet. */
    public static Gateway start(GatewayConfiguration configuration) {
        return start(configuration, DoorWatch.of(TracingSettings.OFF));
    }

    /** Opens the door to be watched; the watch ends with it. */
    public static Gateway start(GatewayConfiguration configuration, DoorWatch watch) {
        return start(configuration, watch, Limits.DEFAULT);
    }

    static Gateway start(GatewayConfiguration configuration, Limits limits) {
        return start(configuration, DoorWatch.of(TracingSettings.OFF), limits);
    }

    static Gateway start(GatewayConfiguration configuration, DoorWatch watch, Limits limits) {
        return start(configuration, watch, limits, InetAddress::getAllByName);
    }

    static Gateway start(
            GatewayConfiguration configuration, DoorWatch watch, Limits limits, ServiceAddress.Lookup lookup) {
        RouteTable routes = RouteTable.load();
        Map<String, Upstream> upstreams = upstreams(routes.services(), configuration.upstreams(), lookup);
        String kafka = configuration.demoKafka();
        LiveFeed feed = kafka == null ? null : new LiveFeed(kafka);
        FrontDoor door = new FrontDoor(routes, upstreams, configuration.trustedProxies(), feed, limits);
        Drain drain = new Drain(watch.around(door, routes));
        Undertow server = server(configuration, drain, limits);
        try {
            server.start();
        } catch (RuntimeException e) {
            String address = configuration.bindAddress() + ":" + configuration.port();
            throw new IllegalStateException("The front door cannot listen on " + address + ": " + rootMessage(e), e);
        }
        watch.watchConnections(server);
        if (feed != null) {
            feed.start();
        }
        return new Gateway(server, drain, configuration.drainLimit(), feed, upstreams, watch);
    }

    private static Map<String, Upstream> upstreams(
            Set<String> services, Map<String, URI> uris, ServiceAddress.Lookup lookup) {
        if (!services.equals(uris.keySet())) {
            throw new IllegalArgumentException("Upstreams are needed for " + services + ", given for " + uris.keySet());
        }
        Map<String, Upstream> upstreams = new HashMap<>();
        uris.forEach((service, uri) -> upstreams.put(service, new Upstream(uri, lookup)));
        return Map.copyOf(upstreams);
    }

    private static Undertow server(GatewayConfiguration configuration, HttpHandler door, Limits limits) {
        return Undertow.builder()
                .addHttpListener(configuration.port(), configuration.bindAddress())
                .setIoThreads(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setWorkerThreads(1)
                .setSocketOption(Options.CONNECTION_HIGH_WATER, MAX_CONNECTIONS)
                .setSocketOption(Options.CONNECTION_LOW_WATER, MAX_CONNECTIONS)
                .setServerOption(UndertowOptions.ENABLE_STATISTICS, true)
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, limits.headBytes())
                // The gateway reads bodies within its own limits; past this one Undertow prints to the standard error.
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, limits.headMillis())
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, MAX_IDLE_MILLIS)
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, MAX_IDLE_MILLIS)
                .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, MAX_SHUTDOWN_MILLIS)
                .setHandler(door)
                .build();
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /** The port it listens on, also when the configuration left the choice to the system. */
    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    }

    /** From the next request on, this service is found at another address. */
    public void moveUpstream(String service, URI uri) {
        GatewayConfiguration.requireBaseUri(service, uri);
        Upstream upstream = upstreams.get(service);
        if (upstream == null) {
            throw new IllegalArgumentException("No route leads to a service called " + service);
        }
        upstream.moveTo(uri);
    }

    /** Whether new callers are welcome. */
    boolean isOpen() {
        return !drain.hasBegun();
    }

    /** From now on callers are asked to come by another connection, which a balancer leads to another door. */
    void announceEnd() {
        drain.begin();
    }

    /** Ends when nobody is in any more, after a bounded time in any case; who still comes meanwhile is answered and sent off. */
    @Override
    public void close() {
        drain.begin();
        if (feed != null) {
            feed.close();
        }
        drain.await(drainLimit);
        server.stop();
        watch.close();
    }
}
