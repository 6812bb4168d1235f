package dev.latchkey.gateway;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/** Tells probes and Prometheus, on a port of its own and at the same paths as every service, how the gateway is. */
final class ManagementDoor implements AutoCloseable {

    private static final String LIVENESS = "/actuator/health/liveness";
    private static final String READINESS = "/actuator/health/readiness";
    private static final String METERS = "/actuator/prometheus";
    private static final int MAX_SECONDS = 10;

    private final Undertow server;

    private ManagementDoor(Undertow server) {
        this.server = server;
    }

    static ManagementDoor open(String address, int port, BooleanSupplier ready, DoorWatch watch) {
        Undertow server = Undertow.builder()
                .addHttpListener(port, address)
                .setIoThreads(1)
                .setWorkerThreads(1)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, MAX_SECONDS * 1_000)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, MAX_SECONDS * 1_000)
                .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, 0)
                .setHandler(exchange -> answer(exchange, ready, watch))
                .build();
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new IllegalStateException("The management port cannot be opened at " + address + ":" + port, e);
        }
        return new ManagementDoor(server);
    }

    private static void answer(HttpServerExchange exchange, BooleanSupplier ready, DoorWatch watch) {
        switch (exchange.getRequestPath()) {
            case LIVENESS -> say(exchange, true);
            case READINESS -> say(exchange, ready.getAsBoolean());
            case METERS -> {
                exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, DoorWatch.CONTENT_TYPE);
                exchange.getResponseSender().send(watch.scrape());
            }
            default -> Answers.notFound(exchange);
        }
    }

    private static void say(HttpServerExchange exchange, boolean well) {
        exchange.setStatusCode(well ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(well ? "{\"status\":\"UP\"}" : "{\"status\":\"OUT_OF_SERVICE\"}");
    }

    int port() {
        return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    }

    @Override
    public void close() {
        server.stop();
    }
}
