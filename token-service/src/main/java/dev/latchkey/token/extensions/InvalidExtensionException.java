package dev.latchkey.token.extensions;

/** An extension or its configuration keeps the service from starting. */
final class InvalidExtensionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidExtensionException(String message) {
        super(message);
    }

    InvalidExtensionException(String message, Throwable cause) {
        super(message, cause);
    }
}
