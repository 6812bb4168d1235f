package dev.latchkey.registration.write.startsignup;

import dev.latchkey.kernel.challenge.AdmittedRequest;
import dev.latchkey.kernel.challenge.IssuedChallenges;
import dev.latchkey.kernel.challenge.Origin;
import dev.latchkey.kernel.challenge.Sessions;
import dev.latchkey.kernel.privacy.IdentifierHasher;
import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.kernel.web.ApiException;
import java.security.SecureRandom;
import org.springframework.stereotype.Service;

/** Starts signups. */
@Service
final class Signups {

    private final Sessions sessions;
    private final IdentifierHasher identifierHasher;
    private final TakenIdentifiers taken;
    private final SealedTickets tickets;
    private final IssuedChallenges issued;
    private final SecureRandom random = new SecureRandom();

    Signups(
            Sessions sessions,
            IdentifierHasher identifierHasher,
            TakenIdentifiers taken,
            SealedTickets tickets,
            IssuedChallenges issued) {
        this.sessions = sessions;
        this.identifierHasher = identifierHasher;
        this.taken = taken;
        this.tickets = tickets;
        this.issued = issued;
    }

    /** Draws what the command needs besides the request. */
    StartSignup command(AdmittedRequest request, Signup signup, Origin origin) {
        return new StartSignup(
                request,
                signup,
                sessions.open(),
                UserId.of(randomBytes()),
                identifierHasher.hashAll(request.connection().name(), signup.profile()),
                origin);
    }

    /**
     * Hands a challenge out, unless the person is known.
     *
     * @throws ApiException 400 {@code invalid_request} when signups are closed or the user exists
     */
    SignupStarted decide(StartSignup command) {
        if (!command.request().connection().signupEnabled()) {
            throw ApiException.invalidRequest("Signup is disabled on this connection.");
        }
        if (taken.containsAny(command.identifierHashes())) {
            throw ApiException.invalidRequest("The user already exists.");
        }
        SignupStarted started = new SignupStarted(tickets.seal(command.ticket()), command.options());
        issued.record(command.fact());
        return started;
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[UserId.RANDOM_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
