package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nobody asked for the demo there is none of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WithoutDemoTest {

    private static final String SESSION = "0199d2a0-0000-7000-8000-00000000000a";

    private TestDoor door;

    @BeforeAll
    void open() {
        door = TestDoor.with(UnaryOperator.identity());
    }

    @AfterAll
    void close() {
        door.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/index.html", "/app.js", "/passkeys.js", "/demo/events", "/demo/events?session=" + SESSION
            })
    void hasNeitherPageNorEvents(String path) throws IOException {
        RawClient.Answer answer = door.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/index.html"})
    void hasTheConsoleWithoutALinkToTheDemo(String path) throws IOException {
        RawClient.Answer console = door.get(path);

        assertThat(console.status()).isEqualTo(200);
        assertThat(console.body()).contains("console/app.js").doesNotContain("href=\"/\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/console/app.js", "/style.css", "/icon.svg", "/api.js", "/json.js"})
    void hasWhatTheConsoleNeeds(String path) throws IOException {
        assertThat(door.get(path).status()).isEqualTo(200);
    }

    @Test
    void asksKafkaOnlyForTheDemo() throws Exception {
        try (ServerSocket kafka = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            kafka.setSoTimeout(10_000);
            String servers = "127.0.0.1:" + kafka.getLocalPort();
            try (TestDoor demo = TestDoor.before(servers)) {
                assertThat(kafka.accept()).isNotNull();
                assertThat(demo.get("/").body()).contains("<html");
            }
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("live-feed");
    }
}
