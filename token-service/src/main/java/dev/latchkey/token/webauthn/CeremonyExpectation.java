package dev.latchkey.token.webauthn;

import java.util.Set;

/**
 * What the session and the configuration decide about a ceremony; nothing of it comes from the request.
 *
 * @param challenge the session's challenge, base64url
 * @param origins origins on which the client's ceremonies may run
 */
public record CeremonyExpectation(
        String challenge, String relyingPartyId, Set<String> origins, boolean userVerificationRequired) {

    public CeremonyExpectation {
        origins = Set.copyOf(origins);
    }
}
