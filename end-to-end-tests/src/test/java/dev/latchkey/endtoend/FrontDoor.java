package dev.latchkey.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends HTTP requests to one origin. */
final class FrontDoor {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String origin;
    private final @Nullable String host;
    private final HttpClient http;
    private final @Nullable String userAgent;

    FrontDoor(String origin) {
        this.origin = origin;
        this.host = null;
        this.http = HTTP;
        this.userAgent = null;
    }

    /** Says {@code Host: host} whatever the address. */
    FrontDoor(String origin, String host) {
        this.origin = origin;
        this.host = host;
        this.http = HTTP;
        this.userAgent = null;
    }

    private FrontDoor(String origin, HttpClient http, String userAgent) {
        this.origin = origin;
        this.host = null;
        this.http = http;
        this.userAgent = userAgent;
    }

    /** As a browser of this name comes from this address of this machine. */
    static FrontDoor from(InetAddress address, String userAgent, String origin) {
        var http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .localAddress(address)
                .build();
        return new FrontDoor(origin, http, userAgent);
    }

    Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    Answer post(String path, JsonNode body, String... headers) {
        return post(path, "application/json", BodyPublishers.ofString(body.toString()), headers);
    }

    Answer postForm(String path, String body, String... headers) {
        return post(path, "application/x-www-form-urlencoded", BodyPublishers.ofString(body), headers);
    }

    Answer post(String path, String contentType, BodyPublisher body, String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = contentType;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return send("POST", path, body, all);
    }

    /** Answers with status 0 when there is no answer, so that a test can say what it expects of a broken connection. */
    Answer send(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (host != null) {
            request.header("Host", host);
        }
        if (userAgent != null) {
            request.header("User-Agent", userAgent);
        }
        try {
            return Answer.of(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            return Answer.none(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
