package dev.latchkey.audit.read.logs;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which fields of a log are shown.
 *
 * @param names none, all of them
 * @param included whether these are shown, or all others
 */
record Selection(Set<String> names, boolean included) {

    /** Reads {@code fields} and {@code include_fields}. */
    static Selection of(Parameters parameters) {
        Set<String> names = Arrays.stream(parameters.text("fields").orElse("").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        return new Selection(names, parameters.flag("include_fields", true));
    }

    ObjectNode applyTo(ObjectNode log) {
        if (names.isEmpty()) {
            return log;
        }
        return included ? log.retain(names) : log.remove(names);
    }
}
