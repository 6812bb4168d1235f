package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.AuthSessionRedeemed;
import dev.latchkey.kernel.events.CredentialUsed;
import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.token.known.KnownPasskey;
import dev.latchkey.token.known.KnownUser;
import dev.latchkey.token.webauthn.AssertionResult;
import dev.latchkey.token.webauthn.Ceremonies;
import dev.latchkey.token.webauthn.CeremonyExpectation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides a login from the facts of the passkey and its owner; pure but for the ciphers' nonces. */
public final class LoginDecision {

    private final Ceremonies ceremonies;

    public LoginDecision(Ceremonies ceremonies) {
        this.ceremonies = ceremonies;
    }

    /**
     * Decides.
     *
     * @param passkey the passkey that the answer names, if there is one
     * @param owner its owner, if there is one
     */
    public Decision decide(RedeemSession command, @Nullable KnownPasskey passkey, @Nullable Owner owner) {
        if (passkey == null) {
            return SessionRules.refused(command, RejectionReason.UNKNOWN_CREDENTIAL, null, null);
        }
        if (passkey.revoked()) {
            return refused(command, RejectionReason.REVOKED_CREDENTIAL, passkey, owner);
        }
        if (owner == null || owner.key() == null || owner.user().erased()) {
            return refused(command, RejectionReason.USER_ERASED, passkey, null);
        }
        if (!Arrays.equals(passkey.userHandle(owner.key()), command.answer().userHandle())) {
            return refused(command, RejectionReason.WRONG_USER, passkey, owner);
        }
        if (owner.user().blocked()) {
            return refused(command, RejectionReason.USER_BLOCKED, passkey, owner);
        }
        return verify(command, passkey, owner, owner.key());
    }

    private Decision verify(RedeemSession command, KnownPasskey passkey, Owner owner, PersonKey key) {
        KnownUser user = owner.user();
        if (!command.ticket().realm().equals(user.creation().realm())) {
            return refused(command, RejectionReason.WRONG_REALM, passkey, owner);
        }
        String organization = command.ticket().organization();
        if (organization != null && !user.organizations().contains(organization)) {
            return refused(command, RejectionReason.NOT_A_MEMBER, passkey, owner);
        }
        if (!command.ticket().relyingPartyId().equals(passkey.registration().relyingPartyId())) {
            return refused(command, RejectionReason.WRONG_RELYING_PARTY, passkey, owner);
        }
        AssertionResult result = ceremonies.verifyAssertion(
                command.answer(),
                CeremonyExpectation.of(command.ticket(), command.client(), command.domain()),
                passkey.stored());
        return switch (result) {
            case AssertionResult.Refused refused -> refused(command, refused.reason(), passkey, owner);
            case AssertionResult.Verified verified -> judged(command, passkey, user, key, verified);
        };
    }

    private static Decision judged(
            RedeemSession command,
            KnownPasskey passkey,
            KnownUser user,
            PersonKey key,
            AssertionResult.Verified verified) {
        return switch (command.judgement()) {
            case Judgement.Awaited awaited ->
                Decision.awaiting(AskedSignIn.login(command, passkey, user, key, verified));
            case Judgement.Refused refused -> SessionRules.refusedByPolicy(command, refused, user.id(), key);
            case Judgement.NotNeeded free -> signedIn(command, passkey, user, key, verified);
            case Judgement.Allowed allowed -> signedIn(command, passkey, user, key, verified);
        };
    }

    private static Decision signedIn(
            RedeemSession command,
            KnownPasskey passkey,
            KnownUser user,
            PersonKey key,
            AssertionResult.Verified verified) {
        List<Event> facts = new ArrayList<>();
        facts.add(redeemed(command, passkey, key, verified));
        if (verified.signatureCount() != passkey.signatureCount() || verified.backedUp() != passkey.backedUp()) {
            facts.add(new CredentialUsed(
                    passkey.id(), user.id(), verified.signatureCount(), verified.backedUp(), command.now()));
        }
        facts.add(Grants.opened(command, user.id(), passkey.id()));
        return new Decision(
                facts,
                new RedemptionOutcome.SignedIn(
                        user.id(),
                        command.ticket().sessionId(),
                        PersonalData.decrypt(user.personalData(), key),
                        user.profileChangedAt(),
                        command.now(),
                        verified.userVerified(),
                        Objects.requireNonNullElse(passkey.backupEligible(), verified.backedUp()),
                        command.ticket().organization(),
                        Grants.firstToken(command, key)));
    }

    private static AuthSessionRedeemed redeemed(
            RedeemSession command, KnownPasskey passkey, PersonKey key, AssertionResult.Verified verified) {
        Ticket ticket = command.ticket();
        return new AuthSessionRedeemed(
                ticket.sessionId(),
                ticket.purpose(),
                command.now(),
                ticket.clientId(),
                ticket.realm(),
                ticket.organization(),
                ticket.relyingPartyId(),
                passkey.owner(),
                passkey.id(),
                command.grantId(),
                verified.userVerified(),
                command.answer().origin(),
                command.circumstances().encryptWith(key),
                command.scope(),
                command.audience(),
                command.channel(),
                SessionRules.remarksOn(command));
    }

    private static Decision refused(
            RedeemSession command, RejectionReason reason, KnownPasskey passkey, @Nullable Owner owner) {
        return SessionRules.refused(command, reason, passkey.owner(), owner == null ? null : owner.key());
    }
}
