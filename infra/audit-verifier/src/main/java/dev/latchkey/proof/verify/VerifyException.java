package dev.latchkey.proof.verify;

import dev.latchkey.proof.head.InvalidHeadException;
import java.nio.file.Path;

/** The check cannot even be made; the message says to a person why. */
public final class VerifyException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    private VerifyException(Outcome outcome, String message) {
        super(message, null, false, false);
        this.outcome = outcome;
    }

    public static VerifyException misused(String message) {
        return new VerifyException(Outcome.MISUSED, message);
    }

    public static VerifyException unreadable(String message) {
        return new VerifyException(Outcome.UNREADABLE, message);
    }

    static VerifyException of(Path file, long line, InvalidHeadException invalid) {
        Outcome outcome =
                switch (invalid.problem()) {
                    case MALFORMED -> Outcome.UNREADABLE;
                    case UNKNOWN_KEY, BAD_SIGNATURE -> Outcome.UNTRUSTED;
                };
        return new VerifyException(outcome, "%s, line %d: %s".formatted(file, line, invalid.getMessage()));
    }

    public Outcome outcome() {
        return outcome;
    }
}
