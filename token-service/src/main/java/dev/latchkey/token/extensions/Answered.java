package dev.latchkey.token.extensions;

/** What asking an extension came to. */
sealed interface Answered<T> {

    /** It answered. */
    record With<T>(T answer) implements Answered<T> {}

    /** It did not. */
    record Not<T>(Unanswered why) implements Answered<T> {}
}
