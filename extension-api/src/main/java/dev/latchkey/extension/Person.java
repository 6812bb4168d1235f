package dev.latchkey.extension;

import java.util.Map;
import java.util.Optional;

/**
 * What is known of a person, readable: it is for the decision at hand and must not be kept, logged or sent on carelessly.
 */
public interface Person {

    /** The {@code sub} of tokens. */
    String userId();

    /** The e-mail address, normalized. */
    default Optional<String> email() {
        return Optional.empty();
    }

    /** Whether an operator vouches for it. */
    default boolean emailVerified() {
        return false;
    }

    /** The phone number, in E.164. */
    default Optional<String> phoneNumber() {
        return Optional.empty();
    }

    /** Whether an operator vouches for it. */
    default boolean phoneVerified() {
        return false;
    }

    /** The user name, normalized. */
    default Optional<String> username() {
        return Optional.empty();
    }

    /** The full name. */
    default Optional<String> name() {
        return Optional.empty();
    }

    /** The given name. */
    default Optional<String> givenName() {
        return Optional.empty();
    }

    /** The family name. */
    default Optional<String> familyName() {
        return Optional.empty();
    }

    /** The nickname. */
    default Optional<String> nickname() {
        return Optional.empty();
    }

    /** The URL of a picture. */
    default Optional<String> picture() {
        return Optional.empty();
    }

    /** What applications keep with the person, who may have set it: no ground for a decision on rights. */
    default Map<String, Object> userMetadata() {
        return Map.of();
    }

    /** What operators keep with the person, who cannot change it. */
    default Map<String, Object> appMetadata() {
        return Map.of();
    }
}
