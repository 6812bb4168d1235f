package dev.latchkey.audit.trail;

import org.jspecify.annotations.Nullable;

/** Brings what producers say into a form that a column with an index can hold, so that nothing they say keeps an entry out. */
final class Column {

    /** Far below what a page of an index holds, however many bytes a character has. */
    private static final int MOST_CHARACTERS = 256;

    private Column() {}

    /** A value that tells entries apart: what cannot be held as it is becomes its hash. */
    static String key(String value) {
        return fits(value) ? value : Digest.nameOf(value);
    }

    /** A value that is only searched for: what cannot be held is not found. */
    static @Nullable String term(@Nullable String value) {
        return value != null && !value.isEmpty() && fits(value) ? value : null;
    }

    private static boolean fits(String value) {
        return value.length() <= MOST_CHARACTERS && value.indexOf('\0') < 0;
    }
}
