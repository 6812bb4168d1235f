package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyLimitTest {

    private static final int LIMIT = 64 * 1024;
    private static final String POST = "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\n";

    private final TestDoor door = new TestDoor();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void takesABodyOfTheLimit() throws IOException {
        String body = "a".repeat(LIMIT);

        assertThat(door.send(POST + "Content-Length: " + LIMIT + "\r\n\r\n" + body)
                        .status())
                .isEqualTo(200);
        assertThat(door.token.only().body()).isEqualTo(body);
    }

    @Test
    void takesAChunkedBodyOfTheLimit() throws IOException {
        String body = "a".repeat(LIMIT);

        assertThat(door.send(POST + "Transfer-Encoding: chunked\r\n\r\n10000\r\n" + body + "\r\n0\r\n\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(door.token.only().body()).isEqualTo(body);
    }

    @Test
    void refusesOneByteMoreByItsLength() throws IOException {
        assertTooLarge(door.send(POST + "Content-Length: " + (LIMIT + 1) + "\r\n\r\n" + "a".repeat(LIMIT + 1)));
    }

    @Test
    void refusesOneByteMoreInChunks() throws IOException {
        String body = "10001\r\n" + "a".repeat(LIMIT + 1) + "\r\n0\r\n\r\n";

        assertTooLarge(door.send(POST + "Transfer-Encoding: chunked\r\n\r\n" + body));
    }

    @Test
    void refusesAHugeLengthAtOnce() throws IOException {
        assertTooLarge(door.send(POST + "Content-Length: 2147483647\r\n\r\n"));
        assertTooLarge(door.send(POST + "Content-Length: 1000000000000000000\r\n\r\n"));
    }

    @Test
    void refusesAHugeLengthWithoutAskingForIt() throws IOException {
        assertTooLarge(door.send(POST + "Expect: 100-continue\r\nContent-Length: 67108864\r\n\r\n"));
    }

    @Test
    void cutsChunksWithoutEnd() throws IOException {
        String chunk = "4000\r\n" + "a".repeat(0x4000) + "\r\n";
        try (RawClient client = new RawClient(door.port())) {
            client.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
            int sent = 0;
            while (client.trySend(chunk)) {
                sent++;
                assertThat(sent).as("chunks taken").isLessThan(1_000);
            }
        }

        assertThat(door.passed()).isEmpty();
        assertHealthy();
    }

    @Test
    void keepsAConnectionAfterARefusedBodyThatItsClientSentWhole() throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            client.send(POST + "Content-Length: " + (LIMIT + 1) + "\r\n\r\n" + "a".repeat(LIMIT + 1));
            assertTooLarge(client.read());
            client.send("GET /icon.svg HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void doesNotReadABodyThatNobodyWants() throws IOException {
        String chunk = "4000\r\n" + "a".repeat(0x4000) + "\r\n";
        for (String path : new String[] {"/nowhere", "/", "/demo/events"}) {
            try (RawClient client = new RawClient(door.port())) {
                client.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
                int sent = 0;
                while (client.trySend(chunk)) {
                    sent++;
                    assertThat(sent).as("chunks taken").isLessThan(1_000);
                }
            }
        }
        assertHealthy();
    }

    private static void assertTooLarge(RawClient.Answer answer) {
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body()).contains("\"error\":\"invalid_request\"").contains("65536");
    }

    private void assertHealthy() throws IOException {
        assertThat(door.get("/icon.svg").status()).isEqualTo(200);
    }
}
