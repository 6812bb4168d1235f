package dev.latchkey.audit.proof.anchor;

/** The place outside did not take a record; it is tried again. */
final class AnchoringFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AnchoringFailedException(Exception cause) {
        super(cause);
    }
}
