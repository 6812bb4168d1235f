package dev.latchkey.gateway;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A gateway on a free port before four recording services; Kafka is away unless it is given. */
final class TestDoor implements AutoCloseable {

    static final Limits SHORT = new Limits(
            16 * 1024, Duration.ofMillis(1_500), 64 * 1024, Duration.ofMillis(700), Duration.ofMillis(1_500));

    private static final String NO_KAFKA = "127.0.0.1:9";

    final RecordingService registration = RecordingService.start();
    final RecordingService authentication = RecordingService.start();
    final RecordingService token = RecordingService.start();
    final RecordingService audit = RecordingService.start();
    final Gateway gateway;

    TestDoor() {
        this(Limits.DEFAULT, NO_KAFKA);
    }

    TestDoor(Limits limits, String kafka) {
        Map<String, URI> upstreams = Map.of(
                "registration", registration.uri(),
                "authentication", authentication.uri(),
                "token", token.uri(),
                "audit", audit.uri());
        gateway = Gateway.start(new GatewayConfiguration("127.0.0.1", 0, upstreams, kafka), limits);
    }

    static TestDoor withShortLimits() {
        return new TestDoor(SHORT, NO_KAFKA);
    }

    static TestDoor before(String kafka) {
        return new TestDoor(Limits.DEFAULT, kafka);
    }

    int port() {
        return gateway.port();
    }

    RawClient.Answer send(String request) throws IOException {
        return RawClient.exchange(port(), request);
    }

    RawClient.Answer get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost:8080\r\n\r\n");
    }

    /** What came through to any service. */
    List<RecordingService.Received> passed() {
        return Stream.of(registration, authentication, token, audit)
                .flatMap(service -> service.received().stream())
                .toList();
    }

    void forgetWhatPassed() {
        List.of(registration, authentication, token, audit)
                .forEach(service -> service.received().clear());
    }

    @Override
    public void close() {
        gateway.close();
        registration.close();
        authentication.close();
        token.close();
        audit.close();
    }
}
