package dev.latchkey.registration.write.startenrolment;

import dev.latchkey.kernel.challenge.AdmittedRequest;
import dev.latchkey.kernel.challenge.IssuedChallenges;
import dev.latchkey.kernel.challenge.Origin;
import dev.latchkey.kernel.challenge.Sessions;
import dev.latchkey.kernel.myaccount.Caller;
import dev.latchkey.kernel.myaccount.ProblemException;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.ticket.SealedTickets;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/** Starts enrolments. */
@Service
final class Enrolments {

    private final Tenant tenant;
    private final KnownPeople people;
    private final Sessions sessions;
    private final SealedTickets tickets;
    private final IssuedChallenges issued;

    Enrolments(Tenant tenant, KnownPeople people, Sessions sessions, SealedTickets tickets, IssuedChallenges issued) {
        this.tenant = tenant;
        this.people = people;
        this.sessions = sessions;
        this.tickets = tickets;
        this.issued = issued;
    }

    /**
     * Draws what the command needs besides the request.
     *
     * @throws ProblemException when the person may have no passkey, or the request speaks of somebody else
     */
    StartEnrolment command(Caller caller, ObjectNode body, Origin origin) {
        Enrolment enrolment = Enrolment.read(body);
        if (!tenant.passkeysEnabled()) {
            throw ProblemException.noSuchMethod();
        }
        Person person = people.get(caller.userId());
        enrolment.requireToBeOf(person);
        return new StartEnrolment(
                new AdmittedRequest(
                        caller.domain(),
                        caller.client(),
                        // A connection that is no longer configured signs nobody in.
                        tenant.connection(person.realm()).orElseThrow(ProblemException::personRefused),
                        null,
                        body),
                person,
                sessions.open(),
                origin);
    }

    /** Hands a challenge out. */
    EnrolmentStarted decide(StartEnrolment command) {
        EnrolmentStarted started = new EnrolmentStarted(tickets.seal(command.ticket()), command.options());
        issued.record(command.fact());
        return started;
    }
}
