package dev.latchkey.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
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
        this(Limits.DEFAULT, configuration -> configuration.withDemo(NO_KAFKA), InetAddress::getAllByName);
    }

    private TestDoor(Limits limits, UnaryOperator<GatewayConfiguration> change, ServiceAddress.Lookup lookup) {
        Map<String, URI> upstreams = Map.of(
                "registration", registration.uri(),
                "authentication", authentication.uri(),
                "token", token.uri(),
                "audit", audit.uri());
        GatewayConfiguration plain = new GatewayConfiguration("127.0.0.1", 0, upstreams);
        gateway = Gateway.start(change.apply(plain), DoorWatch.from(Map.of()), limits, lookup);
    }

    static TestDoor withShortLimits() {
        return new TestDoor(SHORT, configuration -> configuration.withDemo(NO_KAFKA), InetAddress::getAllByName);
    }

    static TestDoor before(String kafka) {
        return new TestDoor(Limits.DEFAULT, configuration -> configuration.withDemo(kafka), InetAddress::getAllByName);
    }

    static TestDoor with(UnaryOperator<GatewayConfiguration> change) {
        return new TestDoor(Limits.DEFAULT, change, InetAddress::getAllByName);
    }

    /** Whose names mean what the test says. */
    static TestDoor knowing(ServiceAddress.Lookup lookup) {
        return new TestDoor(Limits.DEFAULT, UnaryOperator.identity(), lookup);
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
