package dev.latchkey.registration.write.startenrolment;

import dev.latchkey.kernel.challenge.AdmittedRequest;
import dev.latchkey.kernel.challenge.NewSession;
import dev.latchkey.kernel.challenge.Origin;
import dev.latchkey.kernel.challenge.Recipient;
import dev.latchkey.kernel.events.ChallengeIssued;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.registration.ceremonies.CreationOptions;

/**
 * Give this person a challenge to create one more passkey.
 *
 * @param origin from where the request came
 */
record StartEnrolment(AdmittedRequest request, Person person, NewSession session, Origin origin) {

    /** What the answer to the challenge will need. */
    Ticket ticket() {
        return session.ticket(Purpose.ENROLMENT, request, Recipient.knownPerson(person.userId()));
    }

    /** What is written down. */
    ChallengeIssued fact() {
        return session.fact(Purpose.ENROLMENT, request, Recipient.knownPerson(person.userId()), origin);
    }

    /** What the browser is told. */
    CreationOptions options() {
        return CreationOptions.of(
                session,
                request.domain().relyingPartyId(),
                CreationOptions.User.of(person.userId(), person.profile()),
                request.client().userVerificationRequired());
    }
}
