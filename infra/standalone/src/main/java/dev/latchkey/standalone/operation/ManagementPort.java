package dev.latchkey.standalone.operation;

import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.data.RunningSuite;
import dev.latchkey.standalone.terminal.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The management port of one service of the running suite, on which operators give commands. */
final class ManagementPort {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final String service;
    private final int port;

    ManagementPort(DataFolder folder, String service) {
        this.service = service;
        this.port = RunningSuite.of(folder).part(service).managementPort();
    }

    String get(String endpoint) {
        return send(to(endpoint).GET());
    }

    String post(String endpoint, String body) {
        String answer = send(to(endpoint)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        return answer.isBlank() ? "Done." : answer;
    }

    private HttpRequest.Builder to(String endpoint) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/actuator/%s".formatted(port, endpoint)))
                .timeout(LIMIT);
    }

    private String send(HttpRequest.Builder request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw Trouble.failed(
                        "%s-service refused with status %d: %s".formatted(service, answer.statusCode(), answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw Trouble.failed("%s-service does not answer: is it running? See ./latchkey status".formatted(service));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Trouble.failed("Interrupted.");
        }
    }
}
