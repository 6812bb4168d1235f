package dev.latchkey.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind the filter nobody reads more than the limit, however the body comes and however it is read. */
class BodyLimitFilterTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static EchoServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new EchoServer();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"/bytes, true", "/bytes, false", "/text, true", "/text, false"})
    void handsABodyUpToTheLimitOn(String path, boolean announced) throws Exception {
        HttpResponse<String> response = post(path, "application/json", body(BodyLimitFilter.MOST_BYTES, announced));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("x".repeat(BodyLimitFilter.MOST_BYTES));
    }

    @ParameterizedTest
    @CsvSource({"/bytes, true", "/bytes, false", "/text, true", "/text, false"})
    void refusesOneByteMore(String path, boolean announced) throws Exception {
        assertRefused(post(path, "application/json", body(BodyLimitFilter.MOST_BYTES + 1, announced)));
    }

    /** An end that never comes is not waited for. */
    @Test
    void refusesAnEndlessBody() throws Exception {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            String head = "POST /bytes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n";
            String chunk = "10001\r\n" + "x".repeat(BodyLimitFilter.MOST_BYTES + 1) + "\r\n";
            socket.getOutputStream().write((head + chunk).getBytes(StandardCharsets.US_ASCII));

            assertThat(firstLine(socket)).startsWith("HTTP/1.1 413");
        }
    }

    /** Nor is a body that announces itself as too large. */
    @Test
    void refusesWithoutReadingWhatIsAnnounced() throws Exception {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            String head = "POST /bytes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 65537\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            assertThat(firstLine(socket)).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void readsTextInTheCharsetOfTheRequestAndUtf8OtherwiseAsJsonIs() throws Exception {
        assertThat(post("/text", "application/json", BodyPublishers.ofString("grün"))
                        .body())
                .isEqualTo("grün");
        assertThat(post(
                                "/text",
                                "text/plain; charset=ISO-8859-1",
                                BodyPublishers.ofString("grün", StandardCharsets.ISO_8859_1))
                        .body())
                .isEqualTo("grün");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded; charset=UTF-8"})
    void leavesFormsToTheContainer(String type) throws Exception {
        assertThat(post("/form", type, BodyPublishers.ofString("name=ada")).body())
                .isEqualTo("ada");
    }

    private static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.headers().firstValue("Pragma")).hasValue("no-cache");
        assertThat(response.headers().firstValue("Connection")).hasValue("close");
        assertThat(response.body())
                .isEqualTo("{\"error\":\"invalid_request\",\"error_description\":\"The request body is too large.\"}");
    }

    private static BodyPublisher body(int bytes, boolean announced) {
        byte[] body = "x".repeat(bytes).getBytes(StandardCharsets.US_ASCII);
        return announced
                ? BodyPublishers.ofByteArray(body)
                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private static HttpResponse<String> post(String path, String type, BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", type)
                .timeout(LIMIT)
                .POST(body)
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static String firstLine(Socket socket) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next >= 0 && next != '\r';
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
