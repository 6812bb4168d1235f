package dev.latchkey.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.audit.ServiceTest;
import dev.latchkey.audit.TestEntries;
import dev.latchkey.audit.TestEvent;
import dev.latchkey.audit.trail.Entry;
import dev.latchkey.audit.trail.Frontier;
import dev.latchkey.audit.trail.Trail;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestIssuer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The trail on its way out. */
@ServiceTest
@TestPropertySource(properties = "latchkey.audit.export.concurrent=1")
@Import(ExportIT.Tree.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    private TestEntries entries;

    @Autowired
    private Trail trail;

    @Autowired
    private HttpCaller caller;

    @Value("${local.server.port}")
    private int port;

    private long first;

    /** More than the buffers between a service and a client that does not read. */
    @BeforeAll
    void takesLongEntries() {
        first = trail.size();
        String json = "{\"long\":\"" + "x".repeat(900_000) + "\"}";
        IntStream.range(0, 40).forEach(number -> entries.take(TestEvent.of(TestEvent.newSource(), number, json)));
        String source = TestEvent.newSource();
        entries.take(IntStream.range(0, 1_200)
                .mapToObj(number -> TestEvent.of(source, number, "{}"))
                .toList());
    }

    @Test
    void givesAHeaderAndTheLinesAsTheyAre() throws Exception {
        long from = first + 38;
        long to = first + 1_240;

        HttpResponse<String> answer = export("?from=" + from + "&to=" + to);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body()).endsWith("}\n");
        List<String> lines = List.of(answer.body().split("\n"));
        JsonNode header = JsonMapper.shared().readTree(lines.getFirst());
        assertThat(header.propertyNames())
                .containsExactly("format", "from", "to", "tree_size", "first_retained", "frontier");
        assertThat(header.get("format").asString()).isEqualTo("latchkey-trail/1");
        assertThat(header.get("from").longValue()).isEqualTo(from);
        assertThat(header.get("to").longValue()).isEqualTo(to);
        assertThat(header.get("tree_size").longValue()).isGreaterThanOrEqualTo(to);
        assertThat(header.get("first_retained").longValue()).isZero();
        assertThat(header.at("/frontier/0").asString()).isEqualTo("0a%02x".formatted(from % 256));
        assertThat(lines.subList(1, lines.size()))
                .isEqualTo(trail.after(from - 1, (int) (to - from)).stream()
                        .map(Entry::line)
                        .map(line -> new String(line, StandardCharsets.UTF_8))
                        .toList());
    }

    @Test
    void givesTheHeaderAloneOfNothing() {
        HttpResponse<String> answer = export("?from=" + first + "&to=" + first);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().lines()).hasSize(1);
    }

    @Test
    void hasRoomAgainWhenAClientGoesAway() throws Exception {
        try (Socket one = open()) {
            assertThat(one.getInputStream().readNBytes(12))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("HTTP/1.1 200");

            HttpResponse<String> second = export("?from=" + first + "&to=" + first);

            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(second.headers().firstValue("Retry-After")).isPresent();
            assertThat(HttpCaller.json(second).get("errorCode").asString()).isEqualTo("too_many_exports");
        }
        await().atMost(LIMIT)
                .until(() -> export("?from=" + first + "&to=" + first).statusCode() == 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?from=x",
                "?from=",
                "?from=-1",
                "?from=1&from=2",
                "?from=2&to=1",
                "?to=999999999",
                "?from=99999999999999999999",
                "?since=1"
            })
    void refusesWhatIsNoRange(String query) {
        HttpResponse<String> answer = export(query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(HttpCaller.json(answer).get("errorCode").asString()).isEqualTo("invalid_query_string");
    }

    private HttpResponse<String> export(String query) {
        return caller.get("/audit/v1/export" + query, TestIssuer.token("read:audit"));
    }

    private Socket open() throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.getOutputStream()
                .write(("GET /audit/v1/export?from=" + first
                                + " HTTP/1.1\r\nHost: localhost:8080\r\nAuthorization: Bearer "
                                + TestIssuer.token("read:audit") + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Tree {

        @Bean
        @Primary
        Frontier frontier() {
            return size -> List.of(new byte[] {10, (byte) size});
        }
    }
}
