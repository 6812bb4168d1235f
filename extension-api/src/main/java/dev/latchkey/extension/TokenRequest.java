package dev.latchkey.extension;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tokens of a person that are about to be made. */
public interface TokenRequest {

    /** What brings them about. */
    enum Grant {
        /** The person has just signed in or up. */
        SIGN_IN,
        /** An application presented a refresh token. */
        REFRESH
    }

    /** What brings them about. */
    Grant grant();

    /** When they are made. */
    Instant at();

    /** When the person signed in. */
    Instant signedInAt();

    /** The session in which they did; the same after each refresh. */
    String sessionId();

    /** The application that they are for. */
    String clientId();

    /** The id of the organization that the person signed in to, if it is one. */
    default Optional<String> organization() {
        return Optional.empty();
    }

    /** Whose they are, as they are known now. */
    Person person();

    /** What is granted. */
    default List<String> scope() {
        return List.of();
    }

    /** For whom the access token is. */
    default List<String> audience() {
        return List.of();
    }
}
