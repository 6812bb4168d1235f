package dev.latchkey.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the running service as the front door does: with the Host header of the tenant's domain. */
public class HttpCaller {

    static {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Environment environment;

    public HttpCaller(Environment environment) {
        this.environment = environment;
    }

    /** A POST of JSON. */
    public HttpResponse<String> post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A GET with a token. */
    public HttpResponse<String> get(String path, String token) {
        return send(request(path).header("Authorization", "Bearer " + token).GET());
    }

    /** A request to the port of the public. */
    public HttpRequest.Builder request(String path) {
        return request("local.server.port", path).setHeader("Host", TestTenant.HOST);
    }

    /** A request to the port of the operators' commands. */
    public HttpRequest.Builder managementRequest(String path) {
        return request("local.management.port", path);
    }

    private HttpRequest.Builder request(String port, String path) {
        String url = "http://localhost:" + environment.getRequiredProperty(port) + path;
        return HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT);
    }

    /** The answer, within a limit. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The status that answers these very bytes, one a character. */
    public int statusOf(String request) {
        try (Socket socket = new Socket("localhost", environment.getRequiredProperty("local.server.port", int.class))) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String statusLine = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
            return Integer.parseInt(statusLine.split(" ", 3)[1]);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** The body as JSON. */
    public static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }
}
