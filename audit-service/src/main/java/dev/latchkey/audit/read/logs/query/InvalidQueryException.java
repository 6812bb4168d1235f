package dev.latchkey.audit.read.logs.query;

/** A query cannot be read; the message says why in words for whoever wrote it. */
public final class InvalidQueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidQueryException(String message) {
        super(message, null, false, false);
    }

    /** Always there. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
