package dev.latchkey.kernel.management;

import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.NoStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns the problems of look-ups into the Management API's envelope; details stay in the log. */
@RestControllerAdvice(annotations = ManagementEndpoint.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ManagementErrorAdvice {

    private static final Logger log = LoggerFactory.getLogger(ManagementErrorAdvice.class);

    @ExceptionHandler
    ResponseEntity<ManagementError> on(ManagementException refused) {
        return ResponseEntity.status(refused.status()).headers(NoStore::addTo).body(refused.body());
    }

    /** The request's body is not as the readers that all doors share want it. */
    @ExceptionHandler
    ResponseEntity<ManagementError> on(ApiException refused) {
        return ResponseEntity.status(refused.status())
                .headers(NoStore::addTo)
                .body(ManagementError.of(
                        refused.status(), "Payload validation error: " + refused.getMessage(), "invalid_body"));
    }

    /** Said in JSON all the same: there is no other form. */
    @ExceptionHandler
    ResponseEntity<ManagementError> on(HttpMediaTypeNotAcceptableException otherForm) {
        return ResponseEntity.status(HttpStatus.NOT_ACCEPTABLE)
                .headers(NoStore::addTo)
                .contentType(MediaType.APPLICATION_JSON)
                .body(ManagementError.of(HttpStatus.NOT_ACCEPTABLE, "Answers are application/json.", "not_acceptable"));
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<ManagementError> onStoreAway(Exception storeAway) {
        log.error("the store did not answer: {}", storeAway.getClass().getName(), storeAway);
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .headers(NoStore::addTo)
                .header(HttpHeaders.RETRY_AFTER, Refusals.RETRY_AFTER_SECONDS)
                .body(Refusals.TEMPORARILY_UNAVAILABLE);
    }

    @ExceptionHandler
    ResponseEntity<ManagementError> on(Exception problem) {
        log.error("unexpected {}", problem.getClass().getName(), problem);
        return ResponseEntity.internalServerError()
                .headers(NoStore::addTo)
                .body(ManagementError.of(
                        HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side.", "internal_error"));
    }
}
