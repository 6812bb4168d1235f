package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each request is right but for one thing; none may reach a service, and the door must be well afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestTest {

    private static final int NOT_FOUND = 404;
    private static final int REFUSED = 400;
    private static final int NO_METHOD = 405;

    private TestDoor door;

    @BeforeAll
    void open() {
        door = new TestDoor();
    }

    @BeforeEach
    void forget() {
        door.forgetWhatPassed();
    }

    @AfterAll
    void close() {
        door.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"paths", "targets", "hosts", "framings", "heads"})
    void neverReachesAService(String what, String request, int expected) throws IOException {
        RawClient.Answer answer = door.send(request);

        assertThat(answer.status()).as(what).isIn(expected, expected == REFUSED ? 0 : expected);
        assertThat(door.passed()).as(what).isEmpty();
        if (answer.status() == NOT_FOUND || answer.status() == NO_METHOD) {
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
            assertThat(answer.body()).startsWith("{\"error\":\"");
        }
        assertThat(door.get("/icon.svg").status()).isEqualTo(200);
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                        "/oauth//token",
                        "//oauth/token",
                        "/oauth/token/",
                        "/OAUTH/token",
                        "/oauth/Token",
                        "/oauth%2ftoken",
                        "/oauth%2Ftoken",
                        "/oauth/%74oken",
                        "/oauth/token;x=y",
                        "/oauth;x=y/token",
                        "/oauth/token%3Bx=y",
                        "/oauth/./token",
                        "/oauth/../oauth/token",
                        "/x/..;/oauth/token",
                        "/oauth/token/..;/..;/actuator/health",
                        "/oauth/token/%2e%2e/%2e%2e/actuator/health",
                        "/oauth%5ctoken",
                        "/oauth/token%00",
                        "/oauth/token%20",
                        "/actuator/health",
                        "/actuator/projections",
                        "/api/v2/users/a%2F..%2Fb",
                        "/api/v2/users/../users-by-email",
                        "/style.css/../index.html",
                        "/../routes.txt",
                        "/%2e%2e/routes.txt",
                        "/nowhere")
                .map(path -> request("the path " + path, "POST " + path + " HTTP/1.1", HOST, NOT_FOUND));
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                request("an absolute target", "POST http://localhost:8080/oauth/token HTTP/1.1", HOST, REFUSED),
                request("another's absolute target", "POST http://evil.test/oauth/token HTTP/1.1", HOST, REFUSED),
                request("an authority target", "CONNECT token:8083 HTTP/1.1", HOST, REFUSED),
                request("CONNECT of a path", "CONNECT /oauth/token HTTP/1.1", HOST, NO_METHOD),
                request("TRACE", "TRACE /oauth/token HTTP/1.1", HOST, NO_METHOD),
                request("TRACE of the page", "TRACE / HTTP/1.1", HOST, NO_METHOD),
                request("POST to the page", "POST / HTTP/1.1", HOST, NO_METHOD),
                request("an asterisk target", "OPTIONS * HTTP/1.1", HOST, NOT_FOUND),
                request("no leading slash", "POST oauth/token HTTP/1.1", HOST, REFUSED),
                request("a backslash", "POST /oauth\\token HTTP/1.1", HOST, REFUSED),
                request("a raw bar", "GET /api/v2/users/auth0|abc HTTP/1.1", HOST, REFUSED),
                request("a fragment", "POST /oauth/token#x HTTP/1.1", HOST, REFUSED),
                request("a broken percent", "POST /oauth/token%zz HTTP/1.1", HOST, REFUSED),
                request("a byte beyond ASCII", "POST /oauth/token\u00e9 HTTP/1.1", HOST, REFUSED),
                request("a tab in the line", "POST\t/oauth/token HTTP/1.1", HOST, REFUSED),
                request("two blanks in the line", "POST  /oauth/token HTTP/1.1", HOST, REFUSED),
                request("HTTP/2 preface", "PRI * HTTP/2.0", HOST, REFUSED),
                request("no version", "POST /oauth/token", HOST, REFUSED));
    }

    static Stream<Arguments> hosts() {
        return Stream.of(
                request("no Host", LINE, "", REFUSED),
                request("an empty Host", LINE, "Host:\r\n", REFUSED),
                request("two Hosts", LINE, HOST + "Host: evil.test\r\n", REFUSED),
                request("two equal Hosts", LINE, HOST + HOST, REFUSED),
                request("userinfo in Host", LINE, "Host: localhost:8080@evil.test\r\n", REFUSED),
                request("a path in Host", LINE, "Host: localhost:8080/x\r\n", REFUSED),
                request("a blank in Host", LINE, "Host: localhost:8080 evil.test\r\n", REFUSED),
                request("no port after the colon", LINE, "Host: localhost:x\r\n", REFUSED),
                request("no Host in HTTP/1.0", "POST /oauth/token HTTP/1.0", "", REFUSED));
    }

    static Stream<Arguments> framings() {
        return Stream.of(
                framing("both lengths", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
                framing("both, turned round", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"),
                framing("two Content-Lengths", "Content-Length: 2\r\nContent-Length: 3\r\n", "{}"),
                framing("two equal Content-Lengths", "Content-Length: 2\r\nContent-Length: 2\r\n", "{}"),
                framing("a list of Content-Lengths", "Content-Length: 2, 2\r\n", "{}"),
                framing("a negative Content-Length", "Content-Length: -1\r\n", "{}"),
                framing("a Content-Length with a plus", "Content-Length: +2\r\n", "{}"),
                framing("a hexadecimal Content-Length", "Content-Length: 0x2\r\n", "{}"),
                framing("an endless Content-Length", "Content-Length: 99999999999999999999\r\n", "{}"),
                framing("two codings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", CHUNKS),
                framing("a list of codings", "Transfer-Encoding: gzip, chunked\r\n", CHUNKS),
                framing("chunked not last", "Transfer-Encoding: chunked, identity\r\n", CHUNKS),
                framing("an unknown coding", "Transfer-Encoding: xchunked\r\n", CHUNKS),
                framing("identity", "Transfer-Encoding: identity\r\n", "{}"),
                framing("a coding behind a vertical tab", "Transfer-Encoding: \u000bchunked\r\n", CHUNKS),
                framing("a blank before the colon", "Transfer-Encoding : chunked\r\n", CHUNKS),
                framing("a folded coding", "Transfer-Encoding: x\r\n chunked\r\n", CHUNKS),
                framing("a bad chunk size", "Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n"),
                framing("a negative chunk size", "Transfer-Encoding: chunked\r\n", "-2\r\n{}\r\n0\r\n\r\n"),
                request(
                        "chunks in HTTP/1.0",
                        "POST /oauth/token HTTP/1.0",
                        HOST + "Transfer-Encoding: chunked\r\n",
                        400));
    }

    static Stream<Arguments> heads() {
        return Stream.of(
                request("a blank before the first header", LINE, " X: y\r\n" + HOST, REFUSED),
                request("a header without a colon", LINE, HOST + "Nonsense\r\n", REFUSED),
                request("a header without a name", LINE, HOST + ": x\r\n", REFUSED),
                request("a blank in a name", LINE, HOST + "X y: z\r\n", REFUSED),
                request("a NUL in a value", LINE, HOST + "X: a\u0000b\r\n", REFUSED),
                request("a bare CR in a value", LINE, HOST + "X: a\rb\r\n", REFUSED),
                request("a bare LF after a value", LINE, HOST + "X: a\nY: b\r\n", REFUSED),
                Arguments.of("bare LFs only", LINE + "\nHost: localhost:8080\nContent-Length: 0\n\n", REFUSED),
                request("a head of 20 KiB", LINE, HOST + "X: " + "a".repeat(20 * 1024) + "\r\n", REFUSED),
                request(
                        "an Authorization of 64 KiB",
                        LINE,
                        HOST + "Authorization: " + "a".repeat(65_536) + "\r\n",
                        400),
                request("a target of 20 KiB", "POST /oauth/token?" + "a".repeat(20_480) + " HTTP/1.1", HOST, REFUSED),
                request("300 headers", LINE, HOST + "X: y\r\n".repeat(300), REFUSED));
    }

    private static final String LINE = "POST /oauth/token HTTP/1.1";
    private static final String HOST = "Host: localhost:8080\r\n";
    private static final String CHUNKS = "2\r\n{}\r\n0\r\n\r\n";

    private static Arguments request(String what, String line, String headers, int expected) {
        String length = headers.contains("Transfer-Encoding") ? "" : "Content-Length: 0\r\n";
        return Arguments.of(what, line + "\r\n" + headers + length + "\r\n", expected);
    }

    private static Arguments framing(String what, String headers, String body) {
        return Arguments.of(what, LINE + "\r\n" + HOST + headers + "\r\n" + body, REFUSED);
    }
}
