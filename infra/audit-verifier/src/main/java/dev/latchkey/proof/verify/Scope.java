package dev.latchkey.proof.verify;

import java.util.OptionalLong;

/**
 * Which part of the trail the person wants checked, when it is not the whole.
 *
 * @param from the export begins here on purpose
 * @param size entries from here on, and heads of more entries, do not count
 */
public record Scope(OptionalLong from, OptionalLong size) {

    /** Everything that is retained, up to the newest head. */
    public static Scope whole() {
        return new Scope(OptionalLong.empty(), OptionalLong.empty());
    }
}
