package dev.latchkey.gateway;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The operator's console, the API description and, where it is wanted, the demo page, held in memory as they were built, with the
 * headers that keep other pages and scripts out.
 */
final class Pages implements HttpHandler {

    private static final String DIRECTORY = "/public/";
    private static final String INDEX = "index.html";
    private static final String CONSOLE = "console/index.html";
    private static final String LINK_TO_DEMO = "<a href=\"/\">The demo</a>, ";

    private static final List<String> FILES = List.of(
            "style.css",
            "icon.svg",
            "api.js",
            "json.js",
            CONSOLE,
            "console/console.css",
            "console/app.js",
            "console/dom.js",
            "console/operator.js",
            "console/person.js",
            "console/proof.js",
            "console/trail.js",
            "openapi.json");

    private static final List<String> FILES_OF_DEMO =
            List.of(INDEX, "app.js", "autofill.js", "events.js", "passkeys.js", "tokens.js");

    private static final Map<HttpString, String> SECURITY = Map.of(
            HttpString.tryFromString("Content-Security-Policy"),
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                            + " require-trusted-types-for 'script'; trusted-types 'none'",
            HttpString.tryFromString("X-Content-Type-Options"), "nosniff",
            HttpString.tryFromString("X-Frame-Options"), "DENY",
            HttpString.tryFromString("Referrer-Policy"), "no-referrer",
            HttpString.tryFromString("Permissions-Policy"),
                    "publickey-credentials-create=(self), publickey-credentials-get=(self), camera=(), geolocation=(),"
                            + " microphone=()",
            HttpString.tryFromString("Cross-Origin-Opener-Policy"), "same-origin",
            HttpString.tryFromString("Cross-Origin-Resource-Policy"), "same-origin");

    private record Asset(ByteBuffer bytes, String contentType, String etag) {}

    private final Map<String, Asset> assets = new HashMap<>();

    private Pages(boolean withDemo) {
        FILES.forEach(name -> assets.put("/" + name, asset(name, load(name))));
        if (withDemo) {
            FILES_OF_DEMO.forEach(name -> assets.put("/" + name, asset(name, load(name))));
            assets.put("/", asset(INDEX, load(INDEX)));
        } else {
            String console = new String(load(CONSOLE), StandardCharsets.UTF_8).replace(LINK_TO_DEMO, "");
            assets.put("/" + CONSOLE, asset(CONSOLE, console.getBytes(StandardCharsets.UTF_8)));
        }
        assets.put("/console", Objects.requireNonNull(assets.get("/" + CONSOLE)));
    }

    static Pages withDemo() {
        return new Pages(true);
    }

    static Pages withoutDemo() {
        return new Pages(false);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Asset asset = assets.get(exchange.getRequestURI());
        if (asset == null) {
            Answers.notFound(exchange);
        } else if (!exchange.getRequestMethod().equals(Methods.GET)
                && !exchange.getRequestMethod().equals(Methods.HEAD)) {
            Answers.methodNotAllowed(exchange, "GET, HEAD");
        } else {
            serve(asset, exchange);
        }
    }

    private static void serve(Asset asset, HttpServerExchange exchange) {
        HeaderMap headers = exchange.getResponseHeaders();
        SECURITY.forEach(headers::put);
        headers.put(Headers.CACHE_CONTROL, "no-cache").put(Headers.ETAG, asset.etag());
        if (asset.etag().equals(ifNoneMatch(exchange))) {
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED).endExchange();
            return;
        }
        headers.put(Headers.CONTENT_TYPE, asset.contentType());
        exchange.getResponseSender().send(asset.bytes().duplicate());
    }

    private static @Nullable String ifNoneMatch(HttpServerExchange exchange) {
        return exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH);
    }

    private static String contentType(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".html" -> "text/html; charset=utf-8";
            case ".css" -> "text/css; charset=utf-8";
            case ".js" -> "text/javascript; charset=utf-8";
            case ".svg" -> "image/svg+xml";
            case ".json" -> "application/json";
            default -> throw new IllegalArgumentException("What is " + name + "?");
        };
    }

    private static Asset asset(String name, byte... bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Asset(
                    ByteBuffer.wrap(bytes),
                    contentType(name),
                    '"' + HexFormat.of().formatHex(digest, 0, 12) + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] load(String name) {
        try (InputStream file = Pages.class.getResourceAsStream(DIRECTORY + name)) {
            if (file == null) {
                throw new IllegalStateException("The pages lack " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
