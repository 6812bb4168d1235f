package dev.latchkey.kernel.values;

import com.fasterxml.jackson.annotation.JsonProperty;

/** By what a person can be found in a realm. */
public enum IdentifierType {
    @JsonProperty("email")
    EMAIL("email"),
    @JsonProperty("phone_number")
    PHONE_NUMBER("phone_number"),
    @JsonProperty("username")
    USERNAME("username");

    private final String wireName;

    IdentifierType(String wireName) {
        this.wireName = wireName;
    }

    /** The name in requests, answers and events. */
    public String wireName() {
        return wireName;
    }
}
