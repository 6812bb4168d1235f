package dev.latchkey.kernel.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Who brought a fact about: {@code client:} and the id of an operator's application, {@code user:} and the id of the
 * person themselves, or {@code service:} and which of ours it was.
 */
public record Actor(String value) {

    private static final String CLIENT = "client:";
    private static final String USER = "user:";
    private static final String SERVICE = "service:";

    /** An operator's application, which got its token with client credentials. */
    public static Actor client(String clientId) {
        return new Actor(CLIENT + clientId);
    }

    /** A person, changing what is their own. */
    public static Actor user(UserId userId) {
        return new Actor(USER + userId);
    }

    /** One of our services, doing what an operator's command left for it. */
    public static Actor service(String name) {
        return new Actor(SERVICE + name);
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
