package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamTest {

    private static final int MAX_IN_FLIGHT = 512;
    private static final String GET = "GET /userinfo HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String POST = "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";

    private final TestDoor door = new TestDoor();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void saysThatAServiceIsAway() throws IOException {
        door.token.close();

        RawClient.Answer answer = door.send(POST);

        assertUnavailable(answer, 503);
        assertThat(door.get("/api/v2/users/a").status()).isEqualTo(200);
    }

    @Test
    void findsAServiceTheMomentItIsBack() throws IOException {
        int port = door.token.port();
        assertThat(door.send(POST).status()).isEqualTo(200);
        door.token.close();
        assertThat(door.send(POST).status()).isEqualTo(503);
        assertThat(door.get("/userinfo").status()).isEqualTo(503);

        try (RecordingService again = RecordingService.startOn(port)) {
            assertThat(door.send(POST).status()).isEqualTo(200);
            assertThat(again.received()).hasSize(1);
        }
    }

    @Test
    void followsAServiceToAnotherPort() throws IOException {
        assertThat(door.send(POST).status()).isEqualTo(200);
        try (RecordingService elsewhere = RecordingService.start()) {
            door.gateway.moveUpstream("token", elsewhere.uri());

            assertThat(door.send(POST).status()).isEqualTo(200);
            assertThat(elsewhere.received()).hasSize(1);
        }
        assertThat(door.token.received()).hasSize(1);
    }

    @Test
    void saysThatAServiceDiedOverTheRequest() throws IOException {
        door.token.willAnswer("half");

        RawClient.Answer answer = door.send(POST);

        assertUnavailable(answer, 503);
        assertThat(door.token.received()).as("a redemption is sent once only").hasSize(1);
    }

    @Test
    void repeatsAQuestionThatMetAConnectionBeingClosed() throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            client.send(GET);
            assertThat(client.read().status()).isEqualTo(200);
            door.token.willHangUpOnce();

            client.send(GET);

            assertThat(client.read().status()).isEqualTo(200);
        }
        assertThat(door.token.received()).hasSize(3);
    }

    @Test
    void neverRepeatsARedemption() throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            client.send(POST);
            assertThat(client.read().status()).isEqualTo(200);
            door.token.willHangUpOnce();

            client.send(POST);

            assertUnavailable(client.read(), 503);
        }
        assertThat(door.token.received()).hasSize(2);
    }

    @Test
    void asksAQuestionTwiceAtMost() throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            client.send(GET);
            assertThat(client.read().status()).isEqualTo(200);
            door.token.willAnswer("half");

            client.send(GET);

            assertUnavailable(client.read(), 503);
        }
        assertThat(door.token.received()).hasSize(3);
    }

    @Test
    void refusesMoreThanAServiceCanHaveAtATime() throws IOException {
        door.token.willAnswer(RecordingService.SILENCE);
        List<RawClient> waiting = new ArrayList<>();
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            RawClient client = new RawClient(door.port());
            client.send(POST);
            waiting.add(client);
        }
        await().until(() -> door.token.received().size() == MAX_IN_FLIGHT);

        assertUnavailable(door.send(POST), 503);
        assertThat(door.get("/api/v2/users/a").status()).isEqualTo(200);

        for (RawClient client : waiting) {
            client.close();
        }
    }

    @Test
    void hasAPlaceForEachOfManyOneAfterAnother() throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            for (int i = 0; i < MAX_IN_FLIGHT + 10; i++) {
                client.send(POST);
                assertThat(client.read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void endsTheConnectionWhenAServiceDiesInTheMiddleOfItsAnswer() throws IOException {
        door.token.willAnswer("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf");

        try (RawClient client = new RawClient(door.port())) {
            client.send(POST);
            RawClient.Answer answer = client.read();
            assertThat(answer.body()).isIn("", "half");
            assertThat(client.isClosedByTheOtherSide()).isTrue();
        }
        door.token.willAnswer(RecordingService.OK);
        assertThat(door.send(POST).status()).isEqualTo(200);
    }

    @Test
    void isWellAfterClientsThatLeftWithoutWaiting() throws IOException {
        for (int i = 0; i < 50; i++) {
            try (RawClient client = new RawClient(door.port())) {
                client.send(POST);
            }
        }

        assertThat(door.send(POST).status()).isEqualTo(200);
    }

    @Test
    void servesManyAtATime() throws Exception {
        Callable<Integer> call = () -> door.send(POST).status();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = clients.invokeAll(
                    IntStream.range(0, 300).mapToObj(i -> call).toList());
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(door.token.received()).hasSize(300);
    }

    @Test
    void refusesToStartWithoutAnUpstreamForEveryService() {
        Map<String, URI> one = Map.of("token", URI.create("http://localhost:1"));
        GatewayConfiguration configuration = new GatewayConfiguration("localhost", 0, one);

        assertThatThrownBy(() -> Gateway.start(configuration)).hasMessageContaining("registration");
    }

    @Test
    void refusesAnUpstreamThatIsNoBaseUri() {
        for (String uri :
                List.of("https://x:1", "http://x", "http://x:1/path", "http://u@x:1", "x:1", "http://x:1?q")) {
            Map<String, URI> upstreams = Map.of("token", URI.create(uri));
            assertThatThrownBy(() -> new GatewayConfiguration("localhost", 0, upstreams))
                    .hasMessageContaining("token");
        }
    }

    @Test
    void saysWhichPortIsTaken() {
        Map<String, URI> upstreams = Map.of(
                "registration", door.registration.uri(),
                "authentication", door.authentication.uri(),
                "token", door.token.uri(),
                "audit", door.audit.uri());
        GatewayConfiguration configuration = new GatewayConfiguration("127.0.0.1", door.port(), upstreams);

        assertThatThrownBy(() -> Gateway.start(configuration))
                .hasMessageContaining("127.0.0.1:" + door.port())
                .hasMessageContaining("in use");
    }

    static void assertUnavailable(RawClient.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.body()).contains("\"error\":\"temporarily_unavailable\"");
    }
}
