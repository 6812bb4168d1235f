package dev.latchkey.kernel.management;

import org.springframework.http.HttpStatus;

/** A look-up is refused; its texts hold nothing that the operator did not send. */
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

    /** 404: what was asked for does not exist. */
    public static ManagementException notFound(String message, String errorCode) {
        return new ManagementException(HttpStatus.NOT_FOUND, message, errorCode);
    }

    HttpStatus status() {
        return status;
    }

    ManagementError body() {
        return ManagementError.of(status, String.valueOf(getMessage()), errorCode);
    }
}
