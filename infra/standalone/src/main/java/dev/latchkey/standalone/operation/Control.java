package dev.latchkey.standalone.operation;

import dev.latchkey.standalone.data.ControlAddress;
import dev.latchkey.standalone.data.DataFolder;
import dev.latchkey.standalone.terminal.Trouble;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Gives orders to the supervisor of the running suite. */
final class Control {

    /** Long enough for a service to start or to end its last requests. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final DataFolder folder;

    Control(DataFolder folder) {
        this.folder = folder;
    }

    /** The supervisor's answer; what it refuses is trouble. */
    String ask(String... words) {
        ControlAddress address = ControlAddress.of(folder);
        URI uri = URI.create("http://127.0.0.1:" + address.port() + "/" + String.join("/", words));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + address.token())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 200) {
            throw Trouble.failed(answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw Trouble.failed("No suite runs on %s; its last run did not end in order. Start one with ./latchkey run"
                    .formatted(folder.path()));
        } catch (IOException e) {
            throw Trouble.failed("The supervisor did not answer: %s".formatted(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Trouble.failed("Interrupted while waiting for the supervisor.");
        }
    }
}
