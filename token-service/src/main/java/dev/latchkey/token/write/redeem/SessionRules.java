package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.AuthSessionRejected;
import dev.latchkey.kernel.events.PolicyRemark;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a session fits the request that presents it, before any passkey or person is looked at. */
public final class SessionRules {

    private SessionRules() {}

    /** The reason to refuse; empty when client, domain, realm, organization, ceremony and time fit. */
    public static Optional<RejectionReason> refuse(RedeemSession command) {
        Ticket ticket = command.ticket();
        if (!ticket.clientId().equals(command.client().clientId())) {
            return Optional.of(RejectionReason.WRONG_CLIENT);
        }
        if (!ticket.domain().equals(command.domain().authority())) {
            return Optional.of(RejectionReason.WRONG_DOMAIN);
        }
        if (isOther(command.realm(), ticket.realm())) {
            return Optional.of(RejectionReason.WRONG_REALM);
        }
        if (isOther(command.organization(), ticket.organization())) {
            return Optional.of(RejectionReason.WRONG_ORGANIZATION);
        }
        if (!isAnsweredInKind(command)) {
            return Optional.of(RejectionReason.WRONG_PURPOSE);
        }
        return ticket.isExpiredAt(command.now()) ? Optional.of(RejectionReason.SESSION_EXPIRED) : Optional.empty();
    }

    private static boolean isOther(@Nullable String named, @Nullable String sessions) {
        return named != null && !named.equals(sessions);
    }

    private static boolean isAnsweredInKind(RedeemSession command) {
        return switch (command.ticket().purpose()) {
            case SIGNUP -> command.answer().isRegistration();
            case LOGIN -> command.answer().isAssertion();
            case ENROLMENT -> false;
        };
    }

    /**
     * The decision that refuses and records why.
     *
     * @param user the person concerned, as far as that is known
     * @param key the person's key, with which it is recorded from where the answer came
     */
    public static Decision refused(
            RedeemSession command, RejectionReason reason, @Nullable UserId user, @Nullable PersonKey key) {
        return new Decision(List.of(refusal(command, reason, user, key)), new RedemptionOutcome.Refused(reason));
    }

    /** The decision that refuses because policies do, and records which. */
    static Decision refusedByPolicy(
            RedeemSession command, Judgement.Refused judgement, @Nullable UserId user, @Nullable PersonKey key) {
        return new Decision(
                List.of(refusal(command, RejectionReason.POLICY_REFUSED, user, key, judgement.remarks())),
                new RedemptionOutcome.Refused(RejectionReason.POLICY_REFUSED));
    }

    static AuthSessionRejected refusal(
            RedeemSession command, RejectionReason reason, @Nullable UserId user, @Nullable PersonKey key) {
        return refusal(command, reason, user, key, null);
    }

    private static AuthSessionRejected refusal(
            RedeemSession command,
            RejectionReason reason,
            @Nullable UserId user,
            @Nullable PersonKey key,
            @Nullable List<PolicyRemark> remarks) {
        Ticket ticket = command.ticket();
        return new AuthSessionRejected(
                ticket.sessionId(),
                ticket.purpose(),
                command.now(),
                reason,
                ticket.clientId(),
                ticket.realm(),
                ticket.relyingPartyId(),
                user,
                ticket.purpose() == Purpose.LOGIN
                        ? PasskeyId.of(command.answer().credentialId())
                        : null,
                key == null ? null : command.circumstances().encryptWith(key),
                command.channel(),
                remarks);
    }

    /** What a success records of policies: nothing, unless one of them gave no answer. */
    static @Nullable List<PolicyRemark> remarksOn(RedeemSession command) {
        return command.judgement() instanceof Judgement.Allowed(List<PolicyRemark> remarks) && !remarks.isEmpty()
                ? remarks
                : null;
    }
}
