package dev.latchkey.token.webauthn;

import java.util.function.Predicate;

/**
 * What the session and the configuration decide about a ceremony; nothing of it comes from the request.
 *
 * @param challenge the session's challenge, base64url
 * @param origins on which the client's ceremonies may run
 */
public record CeremonyExpectation(
        String challenge, String relyingPartyId, Predicate<String> origins, boolean userVerificationRequired) {}
