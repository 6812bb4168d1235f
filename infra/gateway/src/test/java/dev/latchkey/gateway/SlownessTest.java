package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever is slow, a client or a service, is not waited for for ever; tried with limits of about a second. */
class SlownessTest {

    private static final String POST = "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\n";
    private static final String WHOLE = POST + "Content-Length: 2\r\n\r\n{}";

    private final TestDoor door = TestDoor.withShortLimits();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void cutsABodyThatDoesNotArrive() throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            client.send(POST + "Content-Length: 10\r\n\r\n{");

            RawClient.Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body()).contains("invalid_request");
            assertThat(client.isClosedByTheOtherSide()).isTrue();
        }
        assertThat(door.passed()).isEmpty();
        assertHealthy();
    }

    @Test
    void cutsABodyThatDripsIn() throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            client.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
            int drops = 0;
            while (client.trySend("1\r\na\r\n")) {
                drops++;
                assertThat(drops).as("drops taken").isLessThan(50_000_000);
            }
        }
        assertThat(door.passed()).isEmpty();
        assertHealthy();
    }

    @Test
    void cutsARefusedBodyThatKeepsComing() throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            client.send(POST + "Content-Length: 100000\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(413);
            assertThat(client.isClosedByTheOtherSide()).isTrue();
        }
        assertHealthy();
    }

    @Test
    void cutsAHeadThatDoesNotArrive() throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            client.send("POST /oauth/token HTTP/1.1\r\nHost:");

            assertThat(client.read().status()).isIn(0, 400, 408);
            assertThat(client.isClosedByTheOtherSide()).isTrue();
        }
        assertHealthy();
    }

    @Test
    void doesNotWaitForEverForAnAnswer() throws IOException {
        door.token.willAnswer(RecordingService.SILENCE);

        UpstreamTest.assertUnavailable(door.send(WHOLE), 504);
        UpstreamTest.assertUnavailable(door.get("/userinfo"), 504);
    }

    @Test
    void letsAStreamOfLinesGoOnButNoOtherAnswer() throws IOException {
        door.audit.willAnswer(RecordingService.endless("application/x-ndjson"));
        assertThat(lastsLongerThanTheLimit("/audit/v1/export")).isTrue();

        door.token.willAnswer(RecordingService.endless("application/json"));
        assertThat(lastsLongerThanTheLimit("/userinfo")).isFalse();
    }

    @Test
    void cutsAStreamOfLinesThatNobodyReads() throws IOException {
        door.audit.willAnswer(RecordingService.endless("application/x-ndjson"));
        try (RawClient client = new RawClient(door.port())) {
            client.send("GET /audit/v1/export HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 200");

            await().atMost(RawClient.PATIENCE).until(() -> door.audit.open() == 0);
        }
        assertHealthy();
    }

    /** Reads until the answer is cut, or has lasted for three times the limit. */
    private boolean lastsLongerThanTheLimit(String path) throws IOException {
        long end = System.nanoTime() + 3 * TestDoor.SHORT.answer().toNanos();
        try (RawClient client = new RawClient(door.port())) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 200");
            while (System.nanoTime() < end) {
                if (!client.readSome()) {
                    return false;
                }
            }
            return true;
        }
    }

    @Test
    void neverGivesTheAnswerOfOneRequestToAnother() throws IOException {
        door.token.willAnswer(RecordingService.SILENCE);
        assertThat(door.send(WHOLE).status()).isEqualTo(504);
        door.token.willAnswer(RecordingService.OK);

        assertThat(door.send(WHOLE).status()).isEqualTo(200);
        assertThat(door.token.connections()).isEqualTo(2);
    }

    private void assertHealthy() throws IOException {
        assertThat(door.get("/icon.svg").status()).isEqualTo(200);
    }
}
