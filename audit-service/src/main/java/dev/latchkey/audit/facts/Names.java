package dev.latchkey.audit.facts;

import java.util.Optional;

/** The names in paths that can name something. */
final class Names {

    private static final int MOST_CHARACTERS = 256;

    private Names() {}

    /** The name, if a column can hold it. */
    static Optional<String> fitting(String name) {
        return Optional.of(name).filter(text -> text.length() <= MOST_CHARACTERS && text.indexOf('\0') < 0);
    }
}
