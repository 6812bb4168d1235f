package dev.latchkey.proof.verify;

/** How a check ends, and the exit code that says so. */
public enum Outcome {
    /** Every entry of the export is covered by a signed head that agrees with it. */
    PROVEN(0),
    /** The export is not what was signed. */
    CHANGED(1),
    /** The command line is not understood. */
    MISUSED(2),
    /** A file cannot be read, or holds something else. */
    UNREADABLE(3),
    /** A head is signed by a key that is not known, or not by the key that it names. */
    UNTRUSTED(4),
    /** Two good signatures are on heads that no one trail can have both. */
    CONTRADICTED(5),
    /** Nothing is wrong as far as the heads reach, but they do not reach the end of the export. */
    UNPROVEN(6);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
