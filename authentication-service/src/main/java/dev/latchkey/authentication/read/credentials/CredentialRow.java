package dev.latchkey.authentication.read.credentials;

import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One passkey as the table has it.
 *
 * @param publicKey the COSE key
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only carried from the table to the answer
record CredentialRow(
        PasskeyId passkeyId,
        UserId userId,
        CredentialId credentialId,
        byte[] publicKey,
        UUID aaguid,
        List<String> transports,
        boolean backupEligible,
        boolean backedUp,
        String relyingPartyId,
        Instant registeredAt) {}
