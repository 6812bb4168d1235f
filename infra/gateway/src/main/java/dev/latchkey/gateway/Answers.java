package dev.latchkey.gateway;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.xnio.IoUtils;

/** The gateway's own refusals, in the error shape of every Latchkey endpoint. */
final class Answers {

    private static final HttpString NOSNIFF = HttpString.tryFromString("X-Content-Type-Options");
    private static final int RETRY_AFTER_SECONDS = 2;

    /** What is sent is the whole answer, but the request may go on. */
    private static class CloseAnswer implements IoCallback {

        @Override
        public void onComplete(HttpServerExchange exchange, Sender sender) {
            sender.close(CLOSED);
        }

        @Override
        public void onException(HttpServerExchange exchange, Sender sender, IOException failure) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private static final IoCallback CLOSED = new CloseAnswer() {
        @Override
        public void onComplete(HttpServerExchange exchange, Sender sender) {}
    };

    private Answers() {}

    static void notFound(HttpServerExchange exchange) {
        refuse(exchange, OwnAnswer.NOT_FOUND, StatusCodes.NOT_FOUND, "not_found", "There is nothing at this path.");
    }

    /** The request itself is wrong; nothing behind the gateway has seen it. */
    static void invalidRequest(HttpServerExchange exchange, String description) {
        refuse(exchange, OwnAnswer.AMBIGUOUS, StatusCodes.BAD_REQUEST, "invalid_request", description);
    }

    /** The path is right, the method is not. */
    static void methodNotAllowed(HttpServerExchange exchange, String allowed) {
        exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
        refuse(
                exchange,
                OwnAnswer.METHOD,
                StatusCodes.METHOD_NOT_ALLOWED,
                "method_not_allowed",
                "Allowed here: " + allowed + ".");
    }

    /** Does not end the exchange, which would read all the rest of the body. */
    static void bodyTooLarge(HttpServerExchange exchange, int limit) {
        String description = "The request body is larger than " + limit + " bytes.";
        refuse(
                exchange,
                OwnAnswer.BODY_TOO_LARGE,
                StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                "invalid_request",
                description,
                new CloseAnswer());
    }

    static void bodyTooSlow(HttpServerExchange exchange) {
        refuse(
                exchange,
                OwnAnswer.BODY_TOO_SLOW,
                StatusCodes.REQUEST_TIME_OUT,
                "invalid_request",
                "The request body did not arrive in time.");
    }

    /** The part that would answer is away, full or too slow: worth another try a little later. */
    static void unavailable(HttpServerExchange exchange, int status) {
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
        OwnAnswer why = status == StatusCodes.GATEWAY_TIME_OUT ? OwnAnswer.TIMED_OUT : OwnAnswer.UNAVAILABLE;
        refuse(
                exchange,
                why,
                status,
                "temporarily_unavailable",
                "The service is not available now. Try again in a moment.");
    }

    private static void refuse(
            HttpServerExchange exchange, OwnAnswer why, int status, String error, String description) {
        refuse(exchange, why, status, error, description, IoCallback.END_EXCHANGE);
    }

    private static void refuse(
            HttpServerExchange exchange,
            OwnAnswer why,
            int status,
            String error,
            String description,
            IoCallback whenSent) {
        exchange.putAttachment(OwnAnswer.KEY, why);
        exchange.setStatusCode(status);
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, "application/json")
                .put(Headers.CACHE_CONTROL, "no-store")
                .put(NOSNIFF, "nosniff");
        String body = "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}";
        ByteBuffer bytes = ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
        exchange.setResponseContentLength(bytes.remaining());
        exchange.getResponseSender().send(bytes, whenSent);
    }
}
