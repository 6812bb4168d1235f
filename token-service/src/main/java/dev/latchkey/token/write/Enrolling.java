package dev.latchkey.token.write;

import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.messaging.CorrelationData;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.write.enrol.AnswerEnrolment;
import dev.latchkey.token.write.enrol.Enrollee;
import dev.latchkey.token.write.enrol.EnrolmentDecision;
import dev.latchkey.token.write.enrol.EnrolmentDecision.Decision;
import dev.latchkey.token.write.enrol.EnrolmentOutcome;
import dev.latchkey.token.write.enrol.RefuseReusedEnrolment;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Carries an enrolment through its aggregates, in the one transaction of its command. */
@Component
class Enrolling {

    private final Repository<AuthSession> sessions;
    private final Repository<User> users;
    private final Repository<Credential> credentials;
    private final PersonKeys keys;
    private final EnrolmentDecision.Claims claims;
    private final EnrolmentDecision enrolment;

    Enrolling(
            Repository<AuthSession> sessions,
            Repository<User> users,
            Repository<Credential> credentials,
            PersonKeys keys,
            EnrolmentDecision.Claims claims,
            EnrolmentDecision enrolment) {
        this.sessions = sessions;
        this.users = users;
        this.credentials = credentials;
        this.keys = keys;
        this.claims = claims;
        this.enrolment = enrolment;
    }

    @CommandHandler
    EnrolmentOutcome decide(AnswerEnrolment command, @MessageIdentifier String commandId) {
        MetaData origin = CorrelationData.of(command.ticket().sessionId(), commandId);
        Decision decision = enrolment.decide(command, person(command.userId()), claims);
        Streams.begin(sessions, () -> new AuthSession(decision.answer(), origin));
        CredentialRegistered passkey = decision.passkey();
        if (passkey != null) {
            Streams.begin(credentials, () -> new Credential(passkey, origin));
        }
        return decision.outcome();
    }

    private @Nullable Enrollee person(UserId id) {
        return Streams.find(users, id)
                .map(user -> user.invoke(User::known))
                .map(user -> new Enrollee(user, keys.hold(id).orElse(null)))
                .orElse(null);
    }

    @CommandHandler
    void decide(RefuseReusedEnrolment command, @MessageIdentifier String commandId) {
        MetaData origin = CorrelationData.of(command.refusal().sessionId(), commandId);
        Streams.find(sessions, command.refusal().sessionId())
                .ifPresent(session -> session.execute(known -> known.refuseAgain(command.refusal(), origin)));
    }
}
