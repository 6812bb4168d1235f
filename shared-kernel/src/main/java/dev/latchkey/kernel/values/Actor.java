package dev.latchkey.kernel.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Who brought a fact about: {@code client:} and the id of an operator's application, or {@code user:} and the id of the
 * person themselves.
 */
public record Actor(String value) {

    private static final String CLIENT = "client:";
    private static final String USER = "user:";

    /** An operator's application, which got its token with client credentials. */
    public static Actor client(String clientId) {
        return new Actor(CLIENT + clientId);
    }

    /** A person, changing what is their own. */
    public static Actor user(UserId userId) {
        return new Actor(USER + userId);
    }

    /** Reads what {@link #toString} wrote. */
    @JsonCreator
    public static Actor of(String text) {
        return new Actor(text);
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
