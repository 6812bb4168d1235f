package dev.latchkey.proof.verify;

/**
 * What is wrong first.
 *
 * @param kind in one word, for machines
 * @param first the first bad position, or the first of those among which it is
 * @param last the last of those among which it is; the same as the first when it is known exactly
 * @param explanation for people
 */
public record Finding(Kind kind, long first, long last, String explanation) {

    /** What was done to the trail, as far as can be told. */
    public enum Kind {
        EDITED,
        DELETED,
        INSERTED,
        REORDERED,
        REWRITTEN,
        MISPLACED,
        NO_ENTRY,
        CHANGED_SOMEWHERE,
        TRUNCATED_AT_FRONT,
        TRUNCATED_AT_END,
        UNKNOWN_BEGINNING
    }

    static Finding at(Kind kind, long position, String explanation) {
        return new Finding(kind, position, position, explanation);
    }

    boolean isExact() {
        return first == last;
    }
}
