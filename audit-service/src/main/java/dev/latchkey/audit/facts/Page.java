package dev.latchkey.audit.facts;

import java.util.List;
import java.util.OptionalLong;

/**
 * Entries that answer a question.
 *
 * @param next the position behind which the answer goes on; empty at its end
 */
record Page(List<byte[]> lines, OptionalLong next) {

    Page {
        lines = List.copyOf(lines);
    }
}
