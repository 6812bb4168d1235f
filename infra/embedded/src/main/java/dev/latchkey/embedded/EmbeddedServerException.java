package dev.latchkey.embedded;

/** An embedded server could not be started or stopped; the message is meant for the person who started it. */
public final class EmbeddedServerException extends RuntimeException {

    public EmbeddedServerException(String message) {
        super(message);
    }

    public EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
