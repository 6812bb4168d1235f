package dev.latchkey.audit.export;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** The answer to one export too many, in the envelope of the Management API. */
@JsonPropertyOrder({"statusCode", "error", "message", "errorCode"})
record TooManyExports(int statusCode, String error, String message, String errorCode) {

    static final TooManyExports ANSWER = new TooManyExports(
            429, "Too Many Requests", "As many exports as can be are under way; try again later.", "too_many_exports");
}
