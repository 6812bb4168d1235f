package dev.latchkey.audit.read.logs.query;

/** A word or sign of a query. */
sealed interface Token {

    /** A parenthesis, a bracket, a colon or an operator, as it is written. */
    enum Sign implements Token {
        OPEN,
        CLOSE,
        AND,
        OR,
        NOT,
        END
    }

    /** The name before a colon. */
    record Name(String text) implements Token {}

    /** A word or a phrase, perhaps with wildcards. */
    record Word(Wanted wanted) implements Token {}

    /** A range with both its ends. */
    record Span(Range range) implements Token {}
}
