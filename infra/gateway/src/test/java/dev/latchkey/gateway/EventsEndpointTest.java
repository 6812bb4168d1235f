package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsEndpointTest {

    private static final String SESSION = "0199d2a0-0000-7000-8000-00000000000a";

    private TestDoor door;

    @BeforeAll
    void open() {
        door = new TestDoor();
    }

    @AfterAll
    void close() {
        door.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?session=",
                "?session",
                "?session=1",
                "?session=*",
                "?session=0199D2A0-0000-7000-8000-00000000000A",
                "?session=0199d2a0-0000-7000-8000-00000000000a%0a",
                "?session=0199d2a0-0000-7000-8000-00000000000a&session=x",
                "?other=0199d2a0-0000-7000-8000-00000000000a",
            })
    void wantsSessionIds(String query) throws IOException {
        RawClient.Answer answer = door.get("/demo/events" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_request");
    }

    @Test
    void takesABoundedNumberOfSessions() throws IOException {
        assertThat(door.get("/demo/events?session=" + (SESSION + "&session=").repeat(20) + SESSION)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void answersGetOnly() throws IOException {
        RawClient.Answer answer = door.send(
                "POST /demo/events?session=" + SESSION + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET");
    }

    @Test
    void streamsWhileKafkaIsAway() throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            client.send("GET /demo/events?session=" + SESSION + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(client.readLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(client.readHead())
                    .contains("Content-Type: text/event-stream", "Cache-Control: no-store")
                    .doesNotContain("Access-Control");
            assertThat(client.readLine()).isEqualTo("retry:2000");
        }
    }
}
