package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.AuthSessionRedeemed;
import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserJoinedOrganization;
import dev.latchkey.kernel.privacy.IdentifierHasher;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.webauthn.Ceremonies;
import dev.latchkey.token.webauthn.CeremonyExpectation;
import dev.latchkey.token.webauthn.RegistrationResult;
import dev.latchkey.token.webauthn.RegistrationResult.Registered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides a signup: verifies the new passkey, claims what must be unique, then creates person and passkey.
 *
 * <p>Pure but for the ciphers' nonces and the two ports it is given.
 */
public final class SignupDecision {

    private final Ceremonies ceremonies;
    private final IdentifierHasher hasher;

    public SignupDecision(Ceremonies ceremonies, IdentifierHasher hasher) {
        this.ceremonies = ceremonies;
        this.hasher = hasher;
    }

    /** What must be unique and is claimed in the transaction of the redemption. */
    public interface Claims {
        /** Claims all or nothing; the reason when something is taken. */
        Optional<RejectionReason> claim(
                String realm, List<IdentifierHash> identifiers, PasskeyId passkey, UserId claimant);
    }

    /** Makes the key of a new person. */
    public interface NewPersonKeys {
        /** Makes and keeps it, in the transaction of the redemption. */
        PersonKey create(UserId owner);
    }

    /** Decides; the ports are only used once the answer verifies. */
    public Decision decide(RedeemSession command, Claims claims, NewPersonKeys keys) {
        UserId user = command.ticket().userId();
        Profile profile = command.ticket().profile();
        if (user == null || profile == null) {
            return SessionRules.refused(command, RejectionReason.MALFORMED, null, null);
        }
        RegistrationResult result = ceremonies.verifyRegistration(
                command.answer(), CeremonyExpectation.of(command.ticket(), command.client(), command.domain()));
        return switch (result) {
            case RegistrationResult.Refused refused -> SessionRules.refused(command, refused.reason(), null, null);
            case Registered registered -> judged(command, user, profile, registered, claims, keys);
        };
    }

    private Decision judged(
            RedeemSession command,
            UserId user,
            Profile profile,
            Registered registered,
            Claims claims,
            NewPersonKeys keys) {
        return switch (command.judgement()) {
            case Judgement.Awaited awaited ->
                Decision.awaiting(AskedSignIn.signup(command, user, personOf(command, profile), registered));
            // Nobody is known yet, and so there is no key to record from where the answer came.
            case Judgement.Refused refused -> SessionRules.refusedByPolicy(command, refused, null, null);
            case Judgement.NotNeeded free -> claim(command, user, profile, registered, claims, keys);
            case Judgement.Allowed allowed -> claim(command, user, profile, registered, claims, keys);
        };
    }

    private static PersonalData personOf(RedeemSession command, Profile profile) {
        return new PersonalData(profile, command.ticket().userMetadata());
    }

    private Decision claim(
            RedeemSession command,
            UserId user,
            Profile profile,
            Registered registered,
            Claims claims,
            NewPersonKeys keys) {
        String realm = command.ticket().realm();
        List<IdentifierHash> identifiers = hasher.hashAll(realm, profile);
        PasskeyId passkey = PasskeyId.of(command.answer().credentialId());
        return claims.claim(realm, identifiers, passkey, user)
                .map(taken -> SessionRules.refused(command, taken, null, null))
                .orElseGet(() -> signedUp(command, user, profile, identifiers, registered, keys.create(user)));
    }

    private static Decision signedUp(
            RedeemSession command,
            UserId user,
            Profile profile,
            List<IdentifierHash> identifiers,
            Registered registered,
            PersonKey key) {
        PersonalData person = personOf(command, profile);
        PasskeyId passkey = PasskeyId.of(command.answer().credentialId());
        String organization = command.ticket().organization();
        List<Event> facts = new ArrayList<>();
        facts.add(redeemed(command, user, passkey, registered, key));
        facts.add(new UserCreated(user, command.ticket().realm(), command.now(), identifiers, person.encryptWith(key)));
        if (organization != null) {
            facts.add(new UserJoinedOrganization(user, organization, command.now()));
        }
        facts.add(registered.fact(
                command.answer().credentialId(), user, command.ticket().relyingPartyId(), command.now()));
        facts.add(Grants.opened(command, user, passkey));
        return new Decision(
                facts,
                new RedemptionOutcome.SignedIn(
                        user,
                        command.ticket().sessionId(),
                        person,
                        command.now(),
                        command.now(),
                        registered.userVerified(),
                        registered.backupEligible(),
                        command.ticket().organization(),
                        Grants.firstToken(command, key)));
    }

    private static AuthSessionRedeemed redeemed(
            RedeemSession command, UserId user, PasskeyId passkey, Registered registered, PersonKey key) {
        Ticket ticket = command.ticket();
        return new AuthSessionRedeemed(
                ticket.sessionId(),
                ticket.purpose(),
                command.now(),
                ticket.clientId(),
                ticket.realm(),
                ticket.organization(),
                ticket.relyingPartyId(),
                user,
                passkey,
                command.grantId(),
                registered.userVerified(),
                command.answer().origin(),
                command.circumstances().encryptWith(key),
                command.scope(),
                command.audience(),
                command.channel(),
                SessionRules.remarksOn(command));
    }
}
