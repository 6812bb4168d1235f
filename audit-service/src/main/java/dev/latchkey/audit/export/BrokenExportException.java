package dev.latchkey.audit.export;

/** The store went away in the middle of an export: no answer can say so any more, so the connection breaks off. */
final class BrokenExportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenExportException(Throwable cause) {
        super("an export broke off", cause);
    }
}
