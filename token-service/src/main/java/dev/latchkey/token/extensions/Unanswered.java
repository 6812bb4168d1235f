package dev.latchkey.token.extensions;

import java.util.Locale;

/** Why an extension gave no answer. */
enum Unanswered {
    /** It took longer than its time limit. */
    TIMEOUT,
    /** It threw something, or answered nothing that can be used. */
    FAILURE,
    /** It was working on as many questions as it may. */
    BUSY;

    /** As events and logs call it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
