package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.CredentialEvent;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.CredentialUsed;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.webauthn.StoredPasskey;

/** What a login needs to know of a passkey, folded from its facts. */
public record KnownPasskey(CredentialRegistered registration, long signatureCount, boolean backedUp, boolean revoked) {

    /** The passkey as it was registered. */
    public static KnownPasskey of(CredentialRegistered registered) {
        return new KnownPasskey(registered, registered.signatureCount(), registered.backedUp(), false);
    }

    /** The passkey after one more fact. */
    public KnownPasskey evolve(CredentialEvent event) {
        return switch (event) {
            case CredentialRegistered registered -> of(registered);
            case CredentialUsed used -> new KnownPasskey(registration, used.signatureCount(), used.backedUp(), revoked);
            case CredentialRevoked gone -> new KnownPasskey(registration, signatureCount, backedUp, true);
        };
    }

    /** Whose it is. */
    public UserId owner() {
        return registration.userId();
    }

    PasskeyId id() {
        return registration.passkeyId();
    }

    StoredPasskey stored() {
        return new StoredPasskey(
                registration.credentialId(),
                registration.publicKey(),
                registration.aaguid(),
                signatureCount,
                registration.backupEligible(),
                backedUp);
    }
}
