package dev.latchkey.endtoend;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP response; status 0 stands for a broken connection. */
record Answer(int status, Map<String, List<String>> headers, String body) {

    /** How a body is framed is between two neighbours, and the body itself is compared. */
    private static final Set<String> DIFFERENT_EVERY_TIME =
            Set.of("date", "x-request-id", "content-length", "transfer-encoding", "connection");

    static Answer of(HttpResponse<String> response) {
        var headers = new TreeMap<String, List<String>>(response.headers().map());
        return new Answer(response.statusCode(), headers, response.body());
    }

    static Answer none(IOException cause) {
        return new Answer(0, Map.of(), cause.toString());
    }

    boolean isOk() {
        return status == 200;
    }

    /** Neither an answer of the service nor one of its refusals: nobody was there, or no longer. */
    boolean isBroken() {
        return status == 0 || status >= 500;
    }

    JsonNode json() {
        try {
            return new JsonMapper().readTree(body);
        } catch (JacksonException e) {
            throw new AssertionError("No JSON: " + this, e);
        }
    }

    String error() {
        return json().path("error").asString("");
    }

    String header(String name) {
        return String.join(",", headers.getOrDefault(name, List.of()));
    }

    /** This answer without what two equal answers may differ in. */
    Answer comparable() {
        var kept = new TreeMap<>(headers);
        kept.keySet().removeAll(DIFFERENT_EVERY_TIME);
        return new Answer(status, kept, body);
    }
}
