package dev.latchkey.token.write.enrol;

import dev.latchkey.kernel.events.AuthSessionEvent;
import dev.latchkey.kernel.events.AuthSessionRedeemed;
import dev.latchkey.kernel.events.AuthSessionRejected;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.webauthn.Ceremonies;
import dev.latchkey.token.webauthn.CeremonyExpectation;
import dev.latchkey.token.webauthn.RegistrationResult;
import dev.latchkey.token.webauthn.RegistrationResult.Registered;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides an enrolment: pure but for the ciphers' nonces and the port it is given. */
public final class EnrolmentDecision {

    private final Ceremonies ceremonies;

    public EnrolmentDecision(Ceremonies ceremonies) {
        this.ceremonies = ceremonies;
    }

    /**
     * What was decided.
     *
     * @param answer how the session ended, a fact to record
     * @param passkey that begins, a fact to record
     */
    public record Decision(
            AuthSessionEvent answer, @Nullable CredentialRegistered passkey, EnrolmentOutcome outcome) {}

    /** What must be unique or few and is claimed in the transaction of the enrolment. */
    public interface Claims {
        /** Claims the passkey for the person; the reason when it is taken or they have enough. */
        Optional<RejectionReason> claim(PasskeyId passkey, UserId claimant);
    }

    /**
     * Decides; the port is only used once the answer verifies.
     *
     * @param person the person of the access token, if there is one
     */
    public Decision decide(AnswerEnrolment command, @Nullable Enrollee person, Claims claims) {
        Optional<RejectionReason> misfit = EnrolmentRules.refuse(command);
        if (misfit.isPresent()) {
            return refused(command, misfit.get(), person == null ? null : person.key());
        }
        if (person == null || person.key() == null || person.user().erased()) {
            return refused(command, RejectionReason.USER_ERASED, null);
        }
        if (person.user().blocked()) {
            return refused(command, RejectionReason.USER_BLOCKED, person.key());
        }
        if (!command.ticket().realm().equals(person.user().creation().realm())) {
            return refused(command, RejectionReason.WRONG_REALM, person.key());
        }
        return verify(command, person.key(), claims);
    }

    private Decision verify(AnswerEnrolment command, PersonKey key, Claims claims) {
        RegistrationResult result = ceremonies.verifyRegistration(
                command.answer(), CeremonyExpectation.of(command.ticket(), command.client(), command.domain()));
        return switch (result) {
            case RegistrationResult.Refused refused -> refused(command, refused.reason(), key);
            case Registered registered ->
                claims.claim(PasskeyId.of(command.answer().credentialId()), command.userId())
                        .map(taken -> refused(command, taken, key))
                        .orElseGet(() -> enrolled(command, registered, key));
        };
    }

    private static Decision enrolled(AnswerEnrolment command, Registered registered, PersonKey key) {
        PasskeyId passkey = PasskeyId.of(command.answer().credentialId());
        return new Decision(
                redeemed(command, passkey, registered, key),
                registered.fact(
                        command.answer().credentialId(),
                        command.userId(),
                        command.ticket().relyingPartyId(),
                        command.now()),
                new EnrolmentOutcome.Enrolled(passkey));
    }

    private static AuthSessionRedeemed redeemed(
            AnswerEnrolment command, PasskeyId passkey, Registered registered, PersonKey key) {
        Ticket ticket = command.ticket();
        return new AuthSessionRedeemed(
                ticket.sessionId(),
                ticket.purpose(),
                command.now(),
                ticket.clientId(),
                ticket.realm(),
                ticket.organization(),
                ticket.relyingPartyId(),
                command.userId(),
                passkey,
                null,
                registered.userVerified(),
                command.answer().origin(),
                command.circumstances().encryptWith(key),
                null,
                null,
                command.channel());
    }

    private static Decision refused(AnswerEnrolment command, RejectionReason reason, @Nullable PersonKey key) {
        return new Decision(refusal(command, reason, key), null, new EnrolmentOutcome.Refused(reason));
    }

    /** The fact that refuses; it names the person whose token it was, not the one that the session names. */
    static AuthSessionRejected refusal(AnswerEnrolment command, RejectionReason reason, @Nullable PersonKey key) {
        Ticket ticket = command.ticket();
        return new AuthSessionRejected(
                ticket.sessionId(),
                ticket.purpose(),
                command.now(),
                reason,
                ticket.clientId(),
                ticket.realm(),
                ticket.relyingPartyId(),
                command.userId(),
                ticket.purpose() == Purpose.ENROLMENT
                        ? PasskeyId.of(command.answer().credentialId())
                        : null,
                key == null ? null : command.circumstances().encryptWith(key),
                command.channel());
    }
}
