package dev.latchkey.kernel.management;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.springframework.http.HttpStatus;

/** The error envelope of the Management API (CONTRACT section 13). */
@JsonPropertyOrder({"statusCode", "error", "message", "errorCode"})
record ManagementError(int statusCode, String error, String message, String errorCode) {

    static ManagementError of(HttpStatus status, String message, String errorCode) {
        return new ManagementError(status.value(), status.getReasonPhrase(), message, errorCode);
    }
}
