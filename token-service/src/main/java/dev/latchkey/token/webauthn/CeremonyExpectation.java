package dev.latchkey.token.webauthn;

import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.ticket.Ticket;
import java.util.function.Predicate;

/**
 * What the session and the configuration decide about a ceremony; nothing of it comes from the request.
 *
 * @param challenge the session's challenge, base64url
 * @param origins on which the client's ceremonies may run
 */
public record CeremonyExpectation(
        String challenge, String relyingPartyId, Predicate<String> origins, boolean userVerificationRequired) {

    /** What a session and its client let a ceremony on this domain be. */
    public static CeremonyExpectation of(Ticket session, Client client, Domain domain) {
        return new CeremonyExpectation(
                session.challenge(),
                session.relyingPartyId(),
                origin -> client.mayRunCeremoniesOn(origin, domain),
                session.userVerificationRequired());
    }
}
