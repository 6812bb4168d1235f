package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardingTest {

    private static final String POST = "POST /oauth/token HTTP/1.1\r\nHost: login.example.com:8443\r\n";

    private final TestDoor door = new TestDoor();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void passesTheRequestOnAsItCame() throws IOException {
        door.send(POST + "Content-Type: application/json\r\nAuth0-Client: e30\r\nContent-Length: 2\r\n\r\n{}");

        RecordingService.Received request = door.token.only();
        assertThat(request.line()).isEqualTo("POST /oauth/token HTTP/1.1");
        assertThat(request.header("Host")).containsExactly("login.example.com:8443");
        assertThat(request.header("Content-Type")).containsExactly("application/json");
        assertThat(request.header("Auth0-Client")).containsExactly("e30");
        assertThat(request.header("Content-Length")).containsExactly("2");
        assertThat(request.body()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/users/auth0%7Cabc",
                "/api/v2/users/auth0%7cabc?include_fields=true&fields=a%2Cb",
                "/api/v2/users-by-email?email=a%2Bb%40example.com",
                "/api/v2/users-by-email?email=a+b@example.com&x=%2F..%2F;y",
                "/api/v2/users-by-email?",
            })
    void leavesTheTargetPercentEncodedAsItWas(String target) throws IOException {
        door.get(target);

        String path = target.endsWith("?") ? target.substring(0, target.length() - 1) : target;
        assertThat(door.registration.only().line()).isEqualTo("GET " + path + " HTTP/1.1");
    }

    @Test
    void sendsEachMethodOfASharedPathToItsService() throws IOException {
        door.send("POST /me/v1/authentication-methods HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
        door.get("/me/v1/authentication-methods?type=passkey");

        assertThat(door.registration.only().line()).startsWith("POST /me/v1/authentication-methods ");
        assertThat(door.token.only().line()).startsWith("GET /me/v1/authentication-methods?type=passkey ");
    }

    @Test
    void answersAMethodThatNoServiceOfASharedPathKnows() throws IOException {
        RawClient.Answer answer =
                door.send("PUT /me/v1/authentication-methods HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    }

    @Test
    void sendsEachPathToItsService() throws IOException {
        door.get("/api/v2/users/auth0%7Cabc");
        door.get("/api/v2/users/auth0%7Cabc/authentication-methods");
        door.get("/.well-known/jwks.json");

        assertThat(door.registration.only().line()).contains("/api/v2/users/auth0%7Cabc ");
        assertThat(door.authentication.only().line()).contains("/authentication-methods ");
        assertThat(door.token.only().line()).contains("/.well-known/jwks.json ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "OPTIONS", "PUT", "PATCH", "DELETE", "BREW"})
    void leavesTheMethodToTheService(String method) throws IOException {
        door.send(method + " /oauth/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(door.token.only().line()).isEqualTo(method + " /oauth/token HTTP/1.1");
    }

    @Test
    void answersHeadWithoutABody() throws IOException {
        door.token.willAnswer("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n");
        try (RawClient client = new RawClient(door.port())) {
            client.send("HEAD /userinfo HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.readLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(client.readHead()).contains("Content-Length: 1234\r\n");
            client.send("GET /icon.svg HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
        assertThat(door.token.only().line()).isEqualTo("HEAD /userinfo HTTP/1.1");
    }

    @Test
    void saysItselfWhereTheCallCameFrom() throws IOException {
        door.send(POST
                + "X-Forwarded-For: 203.0.113.9\r\nx-forwarded-proto: https\r\nX-Forwarded-Host: evil.test\r\n"
                + "X-Forwarded-Port: 1\r\nX-Forwarded-Prefix: /evil\r\nX-FORWARDED-Server: evil\r\n"
                + "X-Forwarded-Ssl: on\r\nForwarded: for=203.0.113.9\r\nX-Real-IP: 203.0.113.9\r\n"
                + "Content-Length: 0\r\n\r\n");

        RecordingService.Received request = door.token.only();
        assertThat(request.header("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(request.header("X-Forwarded-Proto")).containsExactly("http");
        assertThat(request.head()).doesNotContain("evil", "203.0.113.9", "Prefix", "Ssl", "Forwarded:", "Real");
    }

    @Test
    void keepsTheHeadersOfOneConnectionOnIt() throws IOException {
        door.send(POST
                + "Connection: keep-alive, X-Private, Host, Content-Length\r\nX-Private: x\r\nKeep-Alive: timeout=9\r\n"
                + "Proxy-Connection: keep-alive\r\nProxy-Authorization: Basic eA==\r\nTE: trailers\r\n"
                + "Trailer: X-Later\r\nUpgrade: websocket\r\nX-Kept: y\r\nContent-Length: 2\r\n\r\n{}");

        RecordingService.Received request = door.token.only();
        assertThat(request.header("X-Kept")).containsExactly("y");
        assertThat(request.header("Host")).containsExactly("login.example.com:8443");
        assertThat(request.header("Content-Length")).containsExactly("2");
        assertThat(request.head()).doesNotContain("Private", "Keep-Alive", "Proxy-", "TE:", "Trailer", "Upgrade");
    }

    @Test
    void answersWithWhatTheServiceAnswered() throws IOException {
        door.token.willAnswer("HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n"
                + "X-RateLimit-Limit: 30\r\nServer: Tomcat\r\nKeep-Alive: timeout=60\r\nConnection: keep-alive\r\n"
                + "Content-Length: 25\r\n\r\n{\"error\":\"invalid_grant\"}");

        RawClient.Answer answer = door.send(POST + "Content-Length: 0\r\n\r\n");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_grant\"}");
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("30");
        assertThat(answer.headers("Cache-Control")).containsExactly("no-store");
        assertThat(answer.head()).doesNotContain("Tomcat", "timeout=60");
    }

    @Test
    void passesAnEmptyErrorOfTheServiceOnUntouched() throws IOException {
        door.token.willAnswer("HTTP/1.1 503 Service Unavailable\r\nX-Mine: yes\r\nContent-Length: 0\r\n\r\n");

        RawClient.Answer answer = door.get("/userinfo");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("X-Mine")).isEqualTo("yes");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void givesTheServiceOnePlainLengthForABodyInChunks() throws IOException {
        door.send(POST + "Transfer-Encoding: Chunked\r\n\r\n3\r\n{\"a\r\n4;x=y\r\n\":1}\r\n0\r\nX-Trailer: z\r\n\r\n");

        RecordingService.Received request = door.token.only();
        assertThat(request.body()).isEqualTo("{\"a\":1}");
        assertThat(request.header("Content-Length")).containsExactly("7");
        assertThat(request.head()).doesNotContain("Transfer-Encoding", "Trailer");
    }

    @Test
    void answersExpectContinueItself() throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            client.send(POST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(100);
            client.send("{}");
            assertThat(client.read().status()).isEqualTo(200);
        }

        assertThat(door.token.only().head()).doesNotContain("Expect");
    }

    @Test
    void unfoldsAFoldedHeader() throws IOException {
        door.send(POST + "X-Folded: a\r\n\tb\r\nContent-Length: 0\r\n\r\n");

        assertThat(door.token.only().header("X-Folded")).containsExactly("a b");
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            client.send(POST + "Content-Length: 2\r\n\r\n{}" + "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(404);
        }
    }

    @Test
    void keepsTheConnectionToTheServiceForTheNextRequest() throws IOException {
        for (int i = 0; i < 20; i++) {
            // A new connection each, one of them the other sort: what a client does to its side is its own affair.
            String connection = i % 2 == 0 ? "Connection: close\r\n" : "";
            assertThat(door.send(POST + connection + "Content-Length: 0\r\n\r\n")
                            .status())
                    .isEqualTo(200);
        }

        // At most one for each I/O thread.
        assertThat(door.token.connections())
                .isLessThanOrEqualTo(Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    @Test
    void keepsTheClientsConnectionWhenTheServiceClosesItsOwn() throws IOException {
        door.token.willAnswer("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");

        try (RawClient client = new RawClient(door.port())) {
            client.send(POST + "Content-Length: 0\r\n\r\n");
            assertThat(client.read().head()).doesNotContain("close");
            client.send(POST + "Content-Length: 0\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
        }

        assertThat(door.token.connections()).isEqualTo(2);
    }

    @Test
    void answersHttp10() throws IOException {
        RawClient.Answer answer = door.send("GET /userinfo HTTP/1.0\r\nHost: localhost\r\n\r\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(door.token.only().line()).isEqualTo("GET /userinfo HTTP/1.1");
    }
}
