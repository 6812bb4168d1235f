package dev.latchkey.token.webauthn;

import dev.latchkey.kernel.values.CredentialId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an assertion is verified against.
 *
 * @param publicKey the COSE key, base64url
 * @param signatureCount the last counter seen
 * @param backupEligible whether it may be synced; absent when nobody said it of an imported passkey
 */
public record StoredPasskey(
        CredentialId credentialId,
        String publicKey,
        UUID aaguid,
        long signatureCount,
        @Nullable Boolean backupEligible,
        boolean backedUp) {}
