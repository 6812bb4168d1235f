package dev.latchkey.standalone.demo;

import dev.latchkey.standalone.terminal.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the front door and shows each request and answer. */
final class Wire implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 100;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final String frontDoor;
    private final Show show;

    Wire(String frontDoor, Show show) {
        this.frontDoor = frontDoor;
        this.show = show;
    }

    Answer post(String path, JsonNode body) {
        show.request("POST", path, body);
        return send(path, body);
    }

    /** The same request as before, without showing it again. */
    Answer postAgain(String path, JsonNode body) {
        show.request("POST", path + " (the same body)", null);
        return send(path, body);
    }

    private Answer send(String path, JsonNode body) {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return shown(send("POST " + path, request));
    }

    /** Asks until the answer is 200, as look-ups follow the facts a moment later, and shows the last answer. */
    Answer getWhenThere(String path, String accessToken, Duration limit) {
        show.request("GET", path, null);
        HttpRequest request =
                request(path).header("Authorization", "Bearer " + accessToken).build();
        Instant end = Instant.now().plus(limit);
        Answer answer = send("GET " + path, request);
        while (answer.status() != 200 && Instant.now().isBefore(end)) {
            pause();
            answer = send("GET " + path, request);
        }
        return shown(answer);
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(frontDoor + path)).timeout(LIMIT);
    }

    private Answer shown(Answer answer) {
        show.answer(answer);
        return answer;
    }

    private Answer send(String what, HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(what, response.statusCode(), json(response.body()));
        } catch (IOException e) {
            throw Trouble.failed("%s was not answered: %s".formatted(what, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Trouble.failed("Interrupted.");
        }
    }

    private static JsonNode json(String body) {
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.createObjectNode().put("(not JSON)", body);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Trouble.failed("Interrupted.");
        }
    }
}
