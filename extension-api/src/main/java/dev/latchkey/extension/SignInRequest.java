package dev.latchkey.extension;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A sign-in or signup that is in order in every other respect: the passkey verifies, the person is not blocked. */
public interface SignInRequest {

    /** What the person does. */
    enum Purpose {
        /** Signs in with a passkey that is known. */
        LOGIN,
        /** Signs up: neither the person nor the passkey exists yet. */
        SIGNUP
    }

    /** What the person does. */
    Purpose purpose();

    /** When the answer came. */
    Instant at();

    /** The application that the person signs in to. */
    String clientId();

    /** The name of the connection (realm) in which the person is known. */
    String connection();

    /** The id of the organization that they sign in to, if it is one. */
    default Optional<String> organization() {
        return Optional.empty();
    }

    /** Who signs in, or what somebody says of themselves who signs up. */
    Person person();

    /** When a known person signed up, or was brought along. */
    default Optional<Instant> personSince() {
        return Optional.empty();
    }

    /** With which passkey. */
    Passkey passkey();

    /** The origin that the ceremony ran on. */
    String origin();

    /** The client's IP address, of IPv4 or IPv6. */
    String address();

    /** The {@code User-Agent} header, at most 256 characters of it. */
    default Optional<String> userAgent() {
        return Optional.empty();
    }

    /** The scopes that would be granted. */
    default List<String> scope() {
        return List.of();
    }

    /** For whom the access token would be. */
    default List<String> audience() {
        return List.of();
    }
}
