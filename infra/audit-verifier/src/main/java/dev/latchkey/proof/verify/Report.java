package dev.latchkey.proof.verify;

import dev.latchkey.proof.head.TreeHead;
import java.util.List;
import java.util.Optional;

/**
 * What a check brought to light.
 *
 * @param from the first position of the export
 * @param to the position behind its last one
 * @param notes on what else a person should know
 */
public record Report(
        Outcome outcome, long from, long to, List<Judged> heads, Optional<Finding> finding, List<String> notes) {

    /** A head, and whether the export agrees with it. */
    public record Judged(TreeHead head, Verdict verdict) {}

    /** Whether the export agrees with a head. */
    public enum Verdict {
        GOOD("good"),
        BAD("NOT GOOD"),
        /** The export does not reach so far. */
        NOT_REACHED("NOT REACHED"),
        /** The export begins behind it. */
        NOT_COVERED("not covered, the export begins behind it"),
        /** It agrees, but an older one does not: it was signed after the change. */
        SIGNED_AFTER_THE_CHANGE("agrees, but an older head does not");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
