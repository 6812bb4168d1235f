package dev.latchkey.kernel.web;

import dev.latchkey.kernel.eventstore.StoreOutages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns every problem of an endpoint into the envelope of CONTRACT section 1.6; details stay in the log. */
@RestControllerAdvice
public class ApiErrorAdvice {

    private static final Logger log = LoggerFactory.getLogger(ApiErrorAdvice.class);
    private static final String CLIENT_CHALLENGE = "Basic realm=\"Latchkey\", charset=\"UTF-8\"";
    private static final int RETRY_AFTER_SECONDS = 2;

    /**
     * A 401 names the scheme to a client that tried the header (RFC 6749 section 5.2), and only to such a one: a browser would
     * answer Basic with a dialogue of its own, which no script of an application could keep it from.
     */
    @ExceptionHandler
    ResponseEntity<ErrorBody> on(ApiException refused, HttpServletRequest request, HttpServletResponse response) {
        if (refused.status() == HttpStatus.UNAUTHORIZED && request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CLIENT_CHALLENGE);
        }
        refused.headers().forEach(response::setHeader);
        return answer(refused.status()).body(refused.body());
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<ErrorBody> onStoreAway(Exception storeAway) {
        log.error("the store did not answer: {}", storeAway.getClass().getName(), storeAway);
        return answer(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER_SECONDS))
                .body(new ErrorBody("temporarily_unavailable", "The service cannot answer now. Try again later."));
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> on(Exception problem) {
        if (problem instanceof ErrorResponse response) {
            return known(response.getStatusCode(), response.getHeaders());
        }
        if (StoreOutages.isIn(problem)) {
            return onStoreAway(problem);
        }
        log.error("unexpected {}", problem.getClass().getName(), problem);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR).body(bodyOf(HttpStatus.INTERNAL_SERVER_ERROR));
    }

    private static ResponseEntity<ErrorBody> known(HttpStatusCode status, HttpHeaders headers) {
        return answer(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(bodyOf(status));
    }

    /** Errors are JSON whatever the client accepts: an error that cannot be written would become another error. */
    static ResponseEntity.BodyBuilder answer(HttpStatusCode status) {
        return ResponseEntity.status(status).headers(NoStore::addTo).contentType(MediaType.APPLICATION_JSON);
    }

    /** What is said of a status that a framework chose. */
    static ErrorBody bodyOf(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> new ErrorBody("not_found", "There is nothing here.");
            case 405 -> new ErrorBody("method_not_allowed", "This endpoint does not know the method.");
            case 406 -> new ErrorBody("not_acceptable", "This endpoint answers in application/json.");
            case 413 -> new ErrorBody("invalid_request", "The request body is too large.");
            case 415 -> new ErrorBody("invalid_request", "This endpoint reads application/json.");
            case 500 -> new ErrorBody("server_error", "Something went wrong on our side.");
            default -> new ErrorBody("invalid_request", "The request cannot be read.");
        };
    }
}
