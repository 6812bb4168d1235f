package dev.latchkey.standalone.terminal;

/** Something that ends a command and that its user can do something about: shown as its message alone. */
public final class Trouble extends RuntimeException {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final int exitCode;

    private Trouble(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command could not do its work. */
    public static Trouble failed(String message) {
        return new Trouble(message, FAILED);
    }

    /** The command line is not understood. */
    public static Trouble misused(String message) {
        return new Trouble(message + "\nSee ./latchkey help", MISUSED);
    }

    public int exitCode() {
        return exitCode;
    }
}
