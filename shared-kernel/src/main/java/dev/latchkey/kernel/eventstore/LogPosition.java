package dev.latchkey.kernel.eventstore;

/**
 * How far somebody has read the store: everything up to an index, except for the gaps below it.
 *
 * @param gaps indexes that were given to a writer but not seen yet, as PostgreSQL writes an {@code int8multirange}
 */
public record LogPosition(long lastIndex, String gaps) {

    /** No gaps. */
    public static final String NO_GAPS = "{}";

    boolean hasGaps() {
        return !NO_GAPS.equals(gaps);
    }
}
