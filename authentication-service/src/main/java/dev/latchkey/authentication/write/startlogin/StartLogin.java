package dev.latchkey.authentication.write.startlogin;

import dev.latchkey.kernel.challenge.AdmittedRequest;
import dev.latchkey.kernel.challenge.NewSession;
import dev.latchkey.kernel.challenge.Origin;
import dev.latchkey.kernel.challenge.Recipient;
import dev.latchkey.kernel.events.ChallengeIssued;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.Purpose;

/**
 * Give somebody, who need not say who they are, a challenge to sign in.
 *
 * @param origin from where the request came
 */
record StartLogin(AdmittedRequest request, NewSession session, Origin origin) {

    /** What the answer to the challenge will need. */
    Ticket ticket() {
        return session.ticket(Purpose.LOGIN, request, Recipient.anybody());
    }

    /** What is written down. */
    ChallengeIssued fact() {
        return session.fact(Purpose.LOGIN, request, Recipient.anybody(), origin);
    }

    /** What the browser is told. */
    RequestOptions options() {
        return new RequestOptions(
                session.challenge(),
                session.timeoutMillis(),
                request.domain().relyingPartyId(),
                request.client().userVerificationRequired() ? "required" : "preferred");
    }
}
