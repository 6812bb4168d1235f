package dev.latchkey.kernel.messaging;

/** Another instance relays now: this one did not extend its claim in time. */
final class ClaimLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClaimLostException() {
        super("another instance took the relay's work over", null, false, false);
    }
}
