package dev.latchkey.audit.proof;

/** The keys of tree heads are missing or cannot be used; the service does not start without them. */
final class UnusableHeadKeysException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableHeadKeysException(String reason) {
        super(reason);
    }
}
