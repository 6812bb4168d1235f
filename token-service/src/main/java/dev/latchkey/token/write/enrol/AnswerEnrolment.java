package dev.latchkey.token.write.enrol;

import dev.latchkey.kernel.events.Channel;
import dev.latchkey.kernel.privacy.Circumstances;
import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.webauthn.AuthenticatorAnswer;
import java.time.Instant;

/**
 * Answers an enrolment's session with what an authenticator made of its challenge.
 *
 * @param ticket the opened session; everything it says was decided at the challenge
 * @param userId the person whose access token came with the answer
 * @param client the application that the token was given to
 * @param domain the front door that the answer came in on
 * @param channel by what way the request came
 */
public record AnswerEnrolment(
        Ticket ticket,
        AuthenticatorAnswer answer,
        UserId userId,
        Client client,
        Domain domain,
        Circumstances circumstances,
        Channel channel,
        Instant now) {}
