package dev.latchkey.registration.write.startsignup;

import dev.latchkey.kernel.challenge.AdmittedRequest;
import dev.latchkey.kernel.challenge.NewSession;
import dev.latchkey.kernel.challenge.Origin;
import dev.latchkey.kernel.challenge.Recipient;
import dev.latchkey.kernel.events.ChallengeIssued;
import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.registration.ceremonies.CreationOptions;
import java.util.List;

/**
 * Give this person a challenge to create a first passkey.
 *
 * @param userId the id that the person will have once the challenge is answered
 * @param identifierHashes by what the person will be found
 * @param origin from where the request came
 */
record StartSignup(
        AdmittedRequest request,
        Signup signup,
        NewSession session,
        UserId userId,
        List<IdentifierHash> identifierHashes,
        Origin origin) {

    /** What the answer to the challenge will need. */
    Ticket ticket() {
        return session.ticket(Purpose.SIGNUP, request, recipient());
    }

    /** What is written down. */
    ChallengeIssued fact() {
        return session.fact(Purpose.SIGNUP, request, recipient(), origin);
    }

    private Recipient recipient() {
        return Recipient.newPerson(userId, signup.profile(), signup.userMetadata(), identifierHashes);
    }

    /** What the browser is told. */
    CreationOptions options() {
        return CreationOptions.of(
                session,
                request.domain().relyingPartyId(),
                CreationOptions.User.of(userId, signup.profile()),
                request.client().userVerificationRequired());
    }

    /** Hides the personal data from logs. */
    @Override
    public String toString() {
        return "StartSignup[" + session.id() + "]";
    }
}
