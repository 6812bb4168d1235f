package dev.latchkey.authentication.write.startlogin;

import dev.latchkey.kernel.challenge.AdmittedRequest;
import dev.latchkey.kernel.challenge.IssuedChallenges;
import dev.latchkey.kernel.challenge.Origin;
import dev.latchkey.kernel.challenge.Sessions;
import dev.latchkey.kernel.ticket.SealedTickets;
import org.springframework.stereotype.Service;

/** Starts logins. */
@Service
final class Logins {

    private final Sessions sessions;
    private final SealedTickets tickets;
    private final IssuedChallenges issued;

    Logins(Sessions sessions, SealedTickets tickets, IssuedChallenges issued) {
        this.sessions = sessions;
        this.tickets = tickets;
        this.issued = issued;
    }

    /** Draws what the command needs besides the request. */
    StartLogin command(AdmittedRequest request, Origin origin) {
        return new StartLogin(request, sessions.open(), origin);
    }

    /** Hands a challenge out; whoever passed the door gets one. */
    LoginStarted decide(StartLogin command) {
        LoginStarted started = new LoginStarted(tickets.seal(command.ticket()), command.options());
        issued.record(command.fact());
        return started;
    }
}
