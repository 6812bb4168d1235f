package dev.latchkey.token.management;

import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.people.PasskeyAnswer;
import dev.latchkey.kernel.privacy.PasskeyName;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.known.KnownPasskey;
import dev.latchkey.token.write.Passkeys;
import java.util.List;
import org.springframework.stereotype.Component;

/** The passkeys of people as operators see them, straight from the facts. */
@Component
final class ManagedPasskeys {

    private final Passkeys passkeys;
    private final PersonKeys keys;

    ManagedPasskeys(Passkeys passkeys, PersonKeys keys) {
        this.passkeys = passkeys;
        this.keys = keys;
    }

    /**
     * One of them.
     *
     * @throws ManagementException 404 when the person does not have it
     */
    PasskeyAnswer get(UserId owner, PasskeyId id) {
        PersonKey key = keyOf(owner);
        return passkeys.find(owner, id).map(passkey -> answer(passkey, key)).orElseThrow(ManagedPasskeys::unknown);
    }

    /** All of them, the oldest first. */
    List<PasskeyAnswer> all(UserId owner) {
        PersonKey key = keyOf(owner);
        return passkeys.of(owner).stream().map(passkey -> answer(passkey, key)).toList();
    }

    private PersonKey keyOf(UserId owner) {
        return keys.find(owner).orElseThrow(ManagedUsers::unknown);
    }

    private static PasskeyAnswer answer(KnownPasskey passkey, PersonKey key) {
        CredentialRegistered registered = passkey.registration();
        String name = passkey.name();
        return PasskeyAnswer.of(
                new PasskeyAnswer.State(
                        passkey.id(),
                        passkey.owner(),
                        registered.credentialId(),
                        Base64Url.decode(registered.publicKey()).orElseThrow(),
                        registered.aaguid(),
                        registered.transports(),
                        passkey.backupEligible(),
                        passkey.backedUp(),
                        registered.relyingPartyId(),
                        registered.registeredAt()),
                name == null ? null : PasskeyName.decrypt(name, key),
                passkey.importedWith(key).orElse(null));
    }

    static ManagementException unknown() {
        return ManagementException.notFound(
                "The authentication method does not exist.", "inexistent_authentication_method");
    }
}
