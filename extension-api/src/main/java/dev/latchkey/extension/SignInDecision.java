package dev.latchkey.extension;

import java.util.Set;
import java.util.regex.Pattern;

/** What a policy says of a sign-in. */
public sealed interface SignInDecision {

    /** The person may sign in, as far as this policy is concerned. */
    static SignInDecision allow() {
        return new Allow();
    }

    /**
     * The person may not.
     *
     * @param reason a code for the record, never shown to the person: {@code [a-z0-9_-]{1,64}}, nothing personal
     */
    static SignInDecision refuse(String reason) {
        return new Refuse(reason);
    }

    /** The person may sign in, as far as this policy is concerned. */
    record Allow() implements SignInDecision {}

    /**
     * The person may not.
     *
     * @param reason a code for the record
     */
    record Refuse(String reason) implements SignInDecision {

        /** What token-service itself records of a policy that gave no answer. */
        private static final Set<String> RESERVED = Set.of("timeout", "failure", "busy");

        private static final Pattern FORM = Pattern.compile("[a-z0-9_-]{1,64}");

        public Refuse {
            if (!FORM.matcher(reason).matches()) {
                throw new IllegalArgumentException("a reason is 1 to 64 of a-z, 0-9, _ and -");
            }
            if (RESERVED.contains(reason)) {
                throw new IllegalArgumentException(
                        reason + " is what token-service says of a policy without an answer");
            }
        }
    }
}
