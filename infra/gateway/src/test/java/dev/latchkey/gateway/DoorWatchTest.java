package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators see of the door. */
class DoorWatchTest {

    private static final String STRANGER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String NOBODY = "http://127.0.0.1:9";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final RecordingService service = RecordingService.start();
    private DoorWatch watch = DoorWatch.from(Map.of());
    private Gateway gateway = open(watch);

    private Gateway open(DoorWatch by) {
        URI here = service.uri();
        URI nowhere = URI.create(NOBODY);
        Map<String, URI> upstreams =
                Map.of("registration", here, "authentication", here, "token", here, "audit", nowhere);
        return Gateway.start(new GatewayConfiguration("127.0.0.1", 0, upstreams), by);
    }

    private void watchedWith(Map<String, String> environment) {
        gateway.close();
        watch = DoorWatch.from(environment);
        gateway = open(watch);
    }

    @AfterEach
    void close() {
        gateway.close();
        service.close();
    }

    private void send(String line, String... headers) throws IOException {
        RawClient.exchange(
                gateway.port(), line + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("", headers) + "\r\n");
    }

    @Test
    void countsRequestsByWhoAnsweredAndHow() throws IOException {
        send("GET /userinfo");
        send("GET /userinfo");
        send("GET /icon.svg");
        send("GET /nothing");

        awaitLine("latchkey_gateway_requests_total{application=\"gateway\",status=\"2xx\",upstream=\"token\"} 2.0");
        awaitLine("latchkey_gateway_requests_total{application=\"gateway\",status=\"2xx\",upstream=\"gateway\"} 1.0");
        awaitLine("latchkey_gateway_requests_total{application=\"gateway\",status=\"4xx\",upstream=\"gateway\"} 1.0");
        awaitLine("latchkey_gateway_refused_total{application=\"gateway\",reason=\"not_found\"} 1.0");
    }

    @Test
    void countsWhatAServiceDidNotAnswer() throws IOException {
        send("GET /api/v2/logs");

        awaitLine("latchkey_gateway_requests_total{application=\"gateway\",status=\"5xx\",upstream=\"audit\"} 1.0");
        awaitLine("latchkey_gateway_upstream_failures_total{application=\"gateway\",reason=\"unavailable\","
                + "upstream=\"audit\"} 1.0");
    }

    @Test
    void countsWhatItRefusesItself() throws IOException {
        send("GET http://localhost/userinfo");

        awaitLine("latchkey_gateway_refused_total{application=\"gateway\",reason=\"ambiguous\"} 1.0");
        awaitLine("latchkey_gateway_requests_total{application=\"gateway\",status=\"4xx\",upstream=\"gateway\"} 1.0");
        awaitLine("latchkey_gateway_requests_total{application=\"gateway\",status=\"4xx\",upstream=\"token\"} 0.0");
    }

    @Test
    void showsOpenConnections() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.send("GET /userinfo HTTP/1.1\r\nHost: localhost\r\n\r\n");
            client.read();
            awaitLine("latchkey_gateway_connections{application=\"gateway\"} 1.0");
        }
        awaitLine("latchkey_gateway_connections{application=\"gateway\"} 0.0");
    }

    @Test
    void namesNothingThatACallerSent() throws IOException {
        send("BREW /api/v2/users/auth0%7Ccanary?email=canary@example.com", "User-Agent: canary\r\n");

        assertThat(watch.scrape()).doesNotContain("canary", "BREW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0"})
    void takesNoStrangersWordOnAnEarlierStep(String sampling) throws IOException {
        watchedWith(
                sampling.isEmpty()
                        ? Map.of()
                        : Map.of("LATCHKEY_TRACING_ENDPOINT", NOBODY, "LATCHKEY_TRACING_SAMPLING", sampling));

        send("GET /userinfo", "Traceparent: " + STRANGER + "\r\n", "tracestate: a=b\r\n", "Baggage: c=d\r\n");

        RecordingService.Received passed = service.only();
        assertThat(passed.header("tracestate")).isEmpty();
        assertThat(passed.header("baggage")).isEmpty();
        assertThat(passed.head()).doesNotContain("0af7651916cd43dd8448eb211c80319c");
        if (sampling.isEmpty()) {
            assertThat(passed.header("traceparent")).isEmpty();
        } else {
            assertThat(passed.header("traceparent"))
                    .singleElement()
                    .asString()
                    .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0" + (sampling.equals("1") ? "[13]" : "[02]"));
        }
    }

    /** The dashboard and the alerts are held to this list. */
    @Test
    void showsAllThatTheListOfMetersNamesOfIt() throws IOException {
        String shown = watch.scrape();

        assertThat(Files.readAllLines(Path.of("../observability/metrics.txt")))
                .filteredOn(line -> line.startsWith("gateway "))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(shown).contains("\n" + line.split(" ", 2)[1] + "{"));
    }

    private void awaitLine(String line) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(watch.scrape().lines()).contains(line));
    }
}
