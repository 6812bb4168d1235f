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
                        "/nowhere",
                        "/oauth/TOKEN",
                        "/oauth/t%6fken",
                        "/%6fauth/token",
                        "/oauth/token%09",
                        "/oauth/token%0d%0a",
                        "/oauth/token%3f",
                        "/oauth/token%23",
                        "/oauth/token%7e",
                        "/oauth/token;jsessionid=1",
                        "/oauth/token;",
                        "/oauth/;/token",
                        "/;/oauth/token",
                        "/oauth/..;/oauth/token",
                        "/oauth/%2e/token",
                        "/oauth/%2e%2e/oauth/token",
                        "/oauth/%252e%252e/oauth/token",
                        "/oauth%252ftoken",
                        "/oauth%c0%aftoken",
                        "/oauth%ef%bc%8ftoken",
                        "/oauth/to%e2%84%aaen",
                        "/oauth/token%e2%80%8b",
                        "/oauth/token..",
                        "/oauth/token/..",
                        "/oauth/token/*",
                        "/oauth/*",
                        "/oauth/",
                        "///oauth/token",
                        "/./oauth/token",
                        "/api/v2/users/a/../../../actuator/health",
                        "/api/v2/users/%2e%2e%2f%2e%2e%2factuator",
                        "/api/v2/users/..%5c..%5cactuator",
                        "/me/v1/authentication-methods/..;/..;/actuator/health",
                        "/me/v1/authentication-methods/%00/verify",
                        "/.well-known/../actuator/health",
                        "/.well-known/jwks.json/",
                        "/.well-known/jwks.json%20",
                        "/actuator",
                        "/actuator/signingkeys",
                        "/ACTUATOR/health",
                        "/error",
                        "/META-INF/MANIFEST.MF",
                        "/application.yaml",
                        "/index.html%00.css",
                        "/public/index.html")
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
                request("no Host in HTTP/1.0", "POST /oauth/token HTTP/1.0", "", REFUSED),
                request("a list of Hosts", LINE, "Host: localhost:8080, evil.test\r\n", REFUSED),
                request("a port that there is not", LINE, "Host: localhost:99999\r\n", REFUSED),
                request("a negative port", LINE, "Host: localhost:-1\r\n", REFUSED),
                request("half a bracket in Host", LINE, "Host: [::1\r\n", REFUSED),
                request("a URL for a Host", LINE, "Host: http://localhost:8080\r\n", REFUSED),
                request("a backslash in Host", LINE, "Host: localhost\\evil.test\r\n", REFUSED),
                request("a query in Host", LINE, "Host: localhost?x\r\n", REFUSED),
                request("a fragment in Host", LINE, "Host: localhost#x\r\n", REFUSED),
                request("quotes in Host", LINE, "Host: \"localhost\"\r\n", REFUSED));
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
                framing("a chunk size with a plus", "Transfer-Encoding: chunked\r\n", "+2\r\n{}\r\n0\r\n\r\n"),
                framing("a chunk size with 0x", "Transfer-Encoding: chunked\r\n", "0x2\r\n{}\r\n0\r\n\r\n"),
                framing("an empty chunk size", "Transfer-Encoding: chunked\r\n", "\r\n{}\r\n0\r\n\r\n"),
                framing(
                        "a chunk size beyond 64 bits",
                        "Transfer-Encoding: chunked\r\n",
                        "10000000000000002\r\n{}\r\n0\r\n\r\n"),
                framing("two codings that are both chunked", "Transfer-Encoding: chunked, chunked\r\n", CHUNKS),
                framing(
                        "chunked twice in two headers",
                        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                        CHUNKS),
                framing("chunked in quotes", "Transfer-Encoding: \"chunked\"\r\n", CHUNKS),
                framing("chunked with a parameter", "Transfer-Encoding: chunked;q=1\r\n", CHUNKS),
                framing("no coding", "Transfer-Encoding:\r\n", CHUNKS),
                framing("deflate", "Transfer-Encoding: deflate, chunked\r\n", CHUNKS),
                framing("an empty Content-Length", "Content-Length:\r\n", "{}"),
                framing("a Content-Length with a fraction", "Content-Length: 2.0\r\n", "{}"),
                framing("a Content-Length with an exponent", "Content-Length: 2e0\r\n", "{}"),
                framing("a Content-Length of two words", "Content-Length: 2 2\r\n", "{}"),
                framing("a Content-Length in other digits", "Content-Length: \u0662\r\n", "{}"),
                framing("a blank before the colon of a length", "Content-Length : 2\r\n", "{}"),
                framing("three Content-Lengths in two headers", "Content-Length: 2, 2\r\nContent-Length: 2\r\n", "{}"),
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
                request("300 headers", LINE, HOST + "X: y\r\n".repeat(300), REFUSED),
                request("a bare CR before a header", LINE, HOST + "\rX: y\r\n", REFUSED),
                request("a bracket in a name", LINE, HOST + "X[y]: z\r\n", REFUSED),
                request("a comma in a name", LINE, HOST + "X,Y: z\r\n", REFUSED),
                request("a slash in a name", LINE, HOST + "X/Y: z\r\n", REFUSED),
                request("quotes in a name", LINE, HOST + "\"X\": z\r\n", REFUSED),
                request("a letter beyond ASCII in a name", LINE, HOST + "X\u00e9: z\r\n", REFUSED),
                request("a control character in a name", LINE, HOST + "X\u0001: z\r\n", REFUSED),
                request("DEL in a name", LINE, HOST + "X\u007f: z\r\n", REFUSED),
                request("a tab before the colon", LINE, HOST + "X\t: z\r\n", REFUSED),
                request("HTTP/2 in the line", "POST /oauth/token HTTP/2.0", HOST, REFUSED),
                request("a version in small letters", "POST /oauth/token http/1.1", HOST, REFUSED),
                request("a version without a dot", "POST /oauth/token HTTP/11", HOST, REFUSED),
                request("another protocol", "POST /oauth/token RTSP/1.0", HOST, REFUSED),
                request("something behind the version", "POST /oauth/token HTTP/1.1 x", HOST, REFUSED),
                request("a control character in the method", "PO\u0001ST /oauth/token HTTP/1.1", HOST, REFUSED),
                request("a colon in the method", "PO:ST /oauth/token HTTP/1.1", HOST, REFUSED),
                request("a control character in the target", "POST /oauth/to\u0001ken HTTP/1.1", HOST, REFUSED),
                request("angle brackets in the target", "POST /oauth/<token> HTTP/1.1", HOST, REFUSED),
                request("quotes in the target", "POST /oauth/\"token\" HTTP/1.1", HOST, REFUSED),
                request("half a percent-encoding in the target", "POST /oauth/token%2 HTTP/1.1", HOST, REFUSED));
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
