package dev.latchkey.token.webauthn;

import dev.latchkey.kernel.values.CredentialId;
import java.util.UUID;

/**
 * What an assertion is verified against.
 *
 * @param publicKey the COSE key, base64url
 * @param signatureCount the last counter seen
 */
public record StoredPasskey(
        CredentialId credentialId,
        String publicKey,
        UUID aaguid,
        long signatureCount,
        boolean backupEligible,
        boolean backedUp) {}
