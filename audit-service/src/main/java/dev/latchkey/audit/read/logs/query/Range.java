package dev.latchkey.audit.read.logs.query;

import org.jspecify.annotations.Nullable;

/**
 * Values between two others.
 *
 * @param from absent, from the beginning
 * @param to absent, to the end
 */
public record Range(@Nullable Bound from, @Nullable Bound to) {

    /** One end. */
    public record Bound(String value, boolean inclusive) {}
}
