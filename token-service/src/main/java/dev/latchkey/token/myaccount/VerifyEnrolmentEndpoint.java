package dev.latchkey.token.myaccount;

import dev.latchkey.kernel.myaccount.Caller;
import dev.latchkey.kernel.myaccount.Callers;
import dev.latchkey.kernel.myaccount.JsonBody;
import dev.latchkey.kernel.myaccount.MyAccountPaths;
import dev.latchkey.kernel.myaccount.ProblemException;
import dev.latchkey.kernel.privacy.Circumstances;
import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.web.NoStore;
import dev.latchkey.kernel.web.RequestChannel;
import dev.latchkey.kernel.web.SessionOfRequest;
import dev.latchkey.kernel.web.StrictJson;
import dev.latchkey.token.webauthn.AnswerReader;
import dev.latchkey.token.webauthn.AuthenticatorAnswer;
import dev.latchkey.token.write.enrol.AnswerEnrolment;
import dev.latchkey.token.write.enrol.EnrolmentOutcome;
import dev.latchkey.token.write.enrol.Enrolments;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /me/v1/authentication-methods/passkey%7Cnew/verify} (CONTRACT section 12). */
@RestController
final class VerifyEnrolmentEndpoint {

    private static final Logger log = LoggerFactory.getLogger(VerifyEnrolmentEndpoint.class);
    private static final String AUTH_SESSION = "auth_session";

    private final Callers callers;
    private final SealedTickets tickets;
    private final Enrolments enrolments;
    private final OwnPasskeys passkeys;
    private final Clock clock;

    VerifyEnrolmentEndpoint(
            Callers callers, SealedTickets tickets, Enrolments enrolments, OwnPasskeys passkeys, Clock clock) {
        this.callers = callers;
        this.tickets = tickets;
        this.enrolments = enrolments;
        this.passkeys = passkeys;
        this.clock = clock;
    }

    @PostMapping(path = MyAccountPaths.VERIFY, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PasskeyAnswer> verify(HttpServletRequest request, @PathVariable String id) {
        Caller caller = callers.of(request);
        if (!MyAccountPaths.NEW_PASSKEY.equals(id)) {
            throw ProblemException.noSuchMethod();
        }
        ObjectNode body = JsonBody.of(request);
        String authSession = authSession(body);
        AuthenticatorAnswer answer = AnswerReader.read(StrictJson.requiredObject(body, "authn_response"));
        if (!answer.isRegistration()) {
            throw ProblemException.invalid("authn_response", "\"attestationObject\" is required");
        }
        return answer(
                caller,
                new AnswerEnrolment(
                        open(authSession, caller),
                        answer,
                        caller.userId(),
                        caller.client(),
                        caller.domain(),
                        new Circumstances(request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT)),
                        RequestChannel.of(request, caller.domain()),
                        clock.instant()));
    }

    private ResponseEntity<PasskeyAnswer> answer(Caller caller, AnswerEnrolment command) {
        SessionOfRequest.is(command.ticket().sessionId());
        return switch (enrolments.answer(command)) {
            case EnrolmentOutcome.Enrolled enrolled -> {
                String id = enrolled.passkeyId().toString();
                yield ResponseEntity.created(caller.locationOf(id))
                        .headers(NoStore::addTo)
                        .body(passkeys.one(caller, id));
            }
            case EnrolmentOutcome.Refused refused -> {
                log.info("session {} was refused: {}", command.ticket().sessionId(), refused.reason());
                throw ProblemException.ceremonyRefused();
            }
        };
    }

    private static String authSession(ObjectNode body) {
        String authSession = StrictJson.requiredText(body, AUTH_SESSION);
        if (authSession.isEmpty() || !authSession.chars().allMatch(character -> character > ' ' && character < 127)) {
            throw ProblemException.invalid(AUTH_SESSION, "\"auth_session\" must be what the challenge answered");
        }
        return authSession;
    }

    private Ticket open(String authSession, Caller caller) {
        return tickets.open(authSession).orElseThrow(() -> {
            // There is no stream to record this in: we never issued such a session.
            log.info(
                    "client {} presented a session that is not ours",
                    caller.client().clientId());
            return ProblemException.ceremonyRefused();
        });
    }
}
