package dev.latchkey.token.write.redeem;

import dev.latchkey.extension.Passkey;
import dev.latchkey.extension.Person;
import dev.latchkey.extension.SignInRequest;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.extensions.KnownPerson;
import dev.latchkey.token.known.KnownPasskey;
import dev.latchkey.token.known.KnownUser;
import dev.latchkey.token.webauthn.AssertionResult;
import dev.latchkey.token.webauthn.RegistrationResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A redemption as policies see it. */
record AskedSignIn(
        Purpose purpose, RedeemSession command, Person person, Optional<Instant> personSince, Passkey passkey)
        implements SignInRequest {

    private record UsedPasskey(
            String id,
            UUID aaguid,
            boolean userVerified,
            Optional<Boolean> backupEligible,
            boolean backedUp,
            Optional<Instant> registeredAt)
            implements Passkey {}

    static AskedSignIn login(
            RedeemSession command,
            KnownPasskey passkey,
            KnownUser user,
            PersonKey key,
            AssertionResult.Verified verified) {
        return new AskedSignIn(
                Purpose.LOGIN,
                command,
                new KnownPerson(user.id(), PersonalData.decrypt(user.personalData(), key)),
                Optional.of(user.creation().createdAt()),
                new UsedPasskey(
                        passkey.id().toString(),
                        passkey.registration().aaguid(),
                        verified.userVerified(),
                        Optional.ofNullable(passkey.backupEligible()),
                        verified.backedUp(),
                        Optional.of(passkey.registration().registeredAt())));
    }

    static AskedSignIn signup(
            RedeemSession command, UserId user, PersonalData person, RegistrationResult.Registered registered) {
        return new AskedSignIn(
                Purpose.SIGNUP,
                command,
                new KnownPerson(user, person),
                Optional.empty(),
                new UsedPasskey(
                        PasskeyId.of(command.answer().credentialId()).toString(),
                        registered.aaguid(),
                        registered.userVerified(),
                        Optional.of(registered.backupEligible()),
                        registered.backedUp(),
                        Optional.empty()));
    }

    @Override
    public Instant at() {
        return command.now();
    }

    @Override
    public String clientId() {
        return command.client().clientId();
    }

    @Override
    public String connection() {
        return command.ticket().realm();
    }

    @Override
    public Optional<String> organization() {
        return Optional.ofNullable(command.ticket().organization());
    }

    @Override
    public String origin() {
        return command.answer().origin();
    }

    @Override
    public String address() {
        return command.circumstances().address();
    }

    @Override
    public Optional<String> userAgent() {
        return Optional.ofNullable(command.circumstances().userAgent());
    }

    @Override
    public List<String> scope() {
        return command.scope();
    }

    @Override
    public List<String> audience() {
        return command.audience();
    }

    /** Hides the personal data from logs. */
    @Override
    public String toString() {
        return "SignInRequest[" + command.ticket().sessionId() + "]";
    }
}
