package dev.latchkey.kernel.messaging;

/** A record on Kafka is no fact that this version can read; it is parked, not skipped. */
final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableEventException(String problem) {
        super(problem);
    }
}
