package dev.latchkey.kernel.myaccount;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The error envelope of the My Account API (CONTRACT section 12, RFC 9457). */
@JsonPropertyOrder({"type", "status", "title", "detail", "validation_errors"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        int status,
        String title,
        String detail,
        @JsonProperty("validation_errors") @Nullable List<ValidationError> validationErrors) {

    private static final String TYPE = "urn:latchkey:problem:";

    /** One thing that is wrong with the request. */
    @JsonPropertyOrder({"detail", "field"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ValidationError(String detail, @Nullable String field) {}

    /**
     * A problem.
     *
     * @param code stable, and means one thing
     */
    static Problem of(int status, String code, String title, String detail) {
        return new Problem(TYPE + code, status, title, detail, null);
    }

    Problem with(ValidationError error) {
        return new Problem(type, status, title, detail, List.of(error));
    }
}
