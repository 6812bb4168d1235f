package dev.latchkey.token;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Talks HTTP to one instance, as the front door does. */
public final class TokenEndpoint {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PATH = "/oauth/token";

    private final int port;

    TokenEndpoint(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    /** An answer; its body is empty where it is no JSON object. */
    public record Answer(int status, ObjectNode body, HttpResponse<byte[]> raw) {

        public String text(String name) {
            return body.path(name).asString();
        }

        String rawText() {
            return new String(raw.body(), StandardCharsets.UTF_8);
        }
    }

    public Answer post(ObjectNode body) {
        return post(body, "application/json");
    }

    /** With more headers, names and values in turn; a second {@code Host} takes the place of the usual one. */
    Answer post(ObjectNode body, String contentType, String... headers) {
        return post(JSON.writeValueAsBytes(body), contentType, headers);
    }

    Answer post(byte[] body, String contentType, String... headers) {
        HttpRequest.Builder request =
                request(PATH).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (int index = 0; index < headers.length; index += 2) {
            if ("Host".equals(headers[index])) {
                request.setHeader(headers[index], headers[index + 1]);
            } else {
                request.header(headers[index], headers[index + 1]);
            }
        }
        return send(request);
    }

    Answer postForm(String form, String... headers) {
        return post(form.getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded", headers);
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("Host", "localhost:8080");
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), objectIn(response.body()), response);
        } catch (IOException broken) {
            throw new AssertionError("no answer", broken);
        } catch (InterruptedException stopped) {
            throw new AssertionError("interrupted", stopped);
        }
    }

    private static ObjectNode objectIn(byte[] body) {
        try {
            return JSON.readTree(body) instanceof ObjectNode object ? object : JSON.createObjectNode();
        } catch (JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }
}
