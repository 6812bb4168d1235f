package dev.latchkey.proof.head;

/** A head, a record or a key set cannot be believed or read. */
public final class InvalidHeadException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    /** What is wrong. */
    public enum Problem {
        /** Its bytes are not what they should be. */
        MALFORMED,
        /** It names a key that is not in the key set. */
        UNKNOWN_KEY,
        /** The signature is not by the key that it names. */
        BAD_SIGNATURE
    }

    InvalidHeadException(Problem problem, String message) {
        super(message, null, false, false);
        this.problem = problem;
    }

    static InvalidHeadException malformed(String message) {
        return new InvalidHeadException(Problem.MALFORMED, message);
    }

    public Problem problem() {
        return problem;
    }
}
