package dev.latchkey.kernel.values;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a ceremony is for; a session of one purpose is worth nothing for another. */
public enum Purpose {
    /** Creates a person and a first passkey. */
    @JsonProperty("signup")
    SIGNUP,
    /** Signs a person in with a passkey. */
    @JsonProperty("login")
    LOGIN,
    /** Adds a passkey to a signed-in person. */
    @JsonProperty("enrolment")
    ENROLMENT
}
