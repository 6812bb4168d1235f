package dev.latchkey.token.write.importpasskey;

import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.CredentialRenamed;
import dev.latchkey.kernel.privacy.ImportedPasskey;
import dev.latchkey.kernel.privacy.PasskeyName;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.webauthn.ImportedKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passkey that was made elsewhere.
 *
 * @param backupEligible whether it may be synced; absent, nobody knows
 * @param brought what it says of its person
 */
public record PasskeyImport(
        CredentialId credentialId,
        ImportedKey key,
        UUID aaguid,
        List<String> transports,
        @Nullable Boolean backupEligible,
        boolean backedUp,
        String relyingPartyId,
        ImportedPasskey brought,
        @Nullable PasskeyName name) {

    /** Nobody attested it to us. */
    private static final String NO_ATTESTATION = "none";

    public PasskeyImport {
        transports = List.copyOf(transports);
    }

    public PasskeyId passkeyId() {
        return PasskeyId.of(credentialId);
    }

    /**
     * The fact that it is somebody's from now on. The counter begins at 0: what it was elsewhere is not told, and the first
     * login says it.
     */
    public CredentialRegistered fact(UserId owner, PersonKey personKey, Instant now) {
        return new CredentialRegistered(
                passkeyId(),
                credentialId,
                owner,
                key.publicKey(),
                key.algorithm(),
                aaguid,
                transports,
                0,
                Boolean.TRUE.equals(backupEligible),
                backedUp,
                false,
                NO_ATTESTATION,
                relyingPartyId,
                now,
                true,
                backupEligible == null ? Boolean.TRUE : null,
                brought.encryptWith(personKey));
    }

    /** The fact that it is called so, if it is called anything. */
    public Optional<CredentialRenamed> naming(UserId owner, PersonKey personKey, Instant now) {
        return Optional.ofNullable(name)
                .map(given -> new CredentialRenamed(passkeyId(), owner, given.encryptWith(personKey), now));
    }
}
