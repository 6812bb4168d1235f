package dev.latchkey.kernel.management;

import org.springframework.http.HttpStatus;

/** A request is refused; its texts hold nothing that the operator did not send. */
public final class ManagementException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String errorCode;

    private ManagementException(HttpStatus status, String message, String errorCode) {
        super(message, null, false, false);
        this.status = status;
        this.errorCode = errorCode;
    }

    /** 400: the question itself is wrong. */
    public static ManagementException badRequest(String message, String errorCode) {
        return new ManagementException(HttpStatus.BAD_REQUEST, message, errorCode);
    }

    /** 409: what is there already does not let it happen. */
    public static ManagementException conflict(String message, String errorCode) {
        return new ManagementException(HttpStatus.CONFLICT, message, errorCode);
    }

    /** 415: the body is not JSON. */
    public static ManagementException notJson() {
        return new ManagementException(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "The body must be JSON, and the Content-Type must say so.",
                "unsupported_media_type");
    }

    /** 404: what was asked for does not exist. */
    public static ManagementException notFound(String message, String errorCode) {
        return new ManagementException(HttpStatus.NOT_FOUND, message, errorCode);
    }

    /** 414: the question is longer than any that is answered. */
    public static ManagementException tooLong(String message, String errorCode) {
        return new ManagementException(HttpStatus.URI_TOO_LONG, message, errorCode);
    }

    HttpStatus status() {
        return status;
    }

    ManagementError body() {
        return ManagementError.of(status, String.valueOf(getMessage()), errorCode);
    }
}
