package dev.latchkey.token.known;

import dev.latchkey.kernel.events.CredentialEvent;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.CredentialRenamed;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.CredentialUsed;
import dev.latchkey.kernel.privacy.ImportedPasskey;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.webauthn.StoredPasskey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need to know of a passkey, folded from its facts.
 *
 * @param name what its person calls it, encrypted with their key
 */
public record KnownPasskey(
        CredentialRegistered registration,
        long signatureCount,
        boolean backedUp,
        @Nullable String name,
        boolean revoked) {

    /** The passkey as it was registered. */
    public static KnownPasskey of(CredentialRegistered registered) {
        return new KnownPasskey(registered, registered.signatureCount(), registered.backedUp(), null, false);
    }

    /** The passkey after one more fact. */
    public KnownPasskey evolve(CredentialEvent event) {
        return switch (event) {
            case CredentialRegistered registered -> of(registered);
            case CredentialUsed used ->
                new KnownPasskey(registration, used.signatureCount(), used.backedUp(), name, revoked);
            case CredentialRenamed renamed ->
                new KnownPasskey(registration, signatureCount, backedUp, renamed.personalData(), revoked);
            case CredentialRevoked gone -> new KnownPasskey(registration, signatureCount, backedUp, name, true);
        };
    }

    /** Whose it is. */
    public UserId owner() {
        return registration.userId();
    }

    public PasskeyId id() {
        return registration.passkeyId();
    }

    /** Whether it may be synced; of an imported passkey nobody may have said it. */
    public @Nullable Boolean backupEligible() {
        return Boolean.TRUE.equals(registration.backupUnknown()) ? null : registration.backupEligible();
    }

    /** What its authenticator calls the person: their user id, unless it was imported with another handle. */
    public byte[] userHandle(PersonKey key) {
        return importedWith(key)
                .map(ImportedPasskey::userHandle)
                .flatMap(Base64Url::decode)
                .orElseGet(() -> owner().toUserHandle());
    }

    /** What an imported passkey brought along. */
    public Optional<ImportedPasskey> importedWith(PersonKey key) {
        return Optional.ofNullable(registration.personalData())
                .map(ciphertext -> ImportedPasskey.decrypt(ciphertext, key));
    }

    public StoredPasskey stored() {
        return new StoredPasskey(
                registration.credentialId(),
                registration.publicKey(),
                registration.aaguid(),
                signatureCount,
                backupEligible(),
                backedUp);
    }
}
