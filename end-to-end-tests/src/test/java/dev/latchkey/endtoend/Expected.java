package dev.latchkey.endtoend;

import java.util.Set;

/** How the token endpoint has to take an answer. */
sealed interface Expected {

    /** Tokens. */
    Expected ACCEPTED = new Accepted();

    /** 400 invalid_request; nothing was looked up, the session can still be answered. */
    Expected MALFORMED = new Malformed();

    /** Refused in one of the two ways: as malformed, or as the answer of a ceremony that failed. */
    Expected NOT_ACCEPTED = new NotAccepted();

    /** The uniform refusal, for a reason that only the event says. */
    static Expected refused(String... anyOf) {
        return new Refused(Set.of(anyOf));
    }

    record Accepted() implements Expected {}

    record Malformed() implements Expected {}

    record NotAccepted() implements Expected {}

    record Refused(Set<String> reasons) implements Expected {}
}
