package dev.latchkey.kernel.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person has a new passkey.
 *
 * @param publicKey the COSE key, base64url
 * @param algorithm the COSE algorithm number
 * @param signatureCount the authenticator's counter; 0 for synced passkeys, which do not count
 * @param backupEligible whether the passkey may be synced (flag BE)
 * @param backedUp whether it is synced now (flag BS)
 * @param imported true when an operator brought it along from another system; absent otherwise
 * @param backupUnknown true when nobody said whether an imported passkey may be synced; absent otherwise
 * @param personalData what an imported passkey says of its person, encrypted with the person's key
 */
@EventName("credential-registered")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CredentialRegistered(
        PasskeyId passkeyId,
        CredentialId credentialId,
        UserId userId,
        String publicKey,
        long algorithm,
        UUID aaguid,
        List<String> transports,
        long signatureCount,
        boolean backupEligible,
        boolean backedUp,
        boolean userVerified,
        String attestationFormat,
        String relyingPartyId,
        Instant registeredAt,
        @Nullable Boolean imported,
        @Nullable Boolean backupUnknown,
        @Nullable String personalData)
        implements CredentialEvent {

    public CredentialRegistered {
        transports = List.copyOf(transports);
    }

    /** A passkey that a ceremony made here. */
    public CredentialRegistered(
            PasskeyId passkeyId,
            CredentialId credentialId,
            UserId userId,
            String publicKey,
            long algorithm,
            UUID aaguid,
            List<String> transports,
            long signatureCount,
            boolean backupEligible,
            boolean backedUp,
            boolean userVerified,
            String attestationFormat,
            String relyingPartyId,
            Instant registeredAt) {
        this(
                passkeyId,
                credentialId,
                userId,
                publicKey,
                algorithm,
                aaguid,
                transports,
                signatureCount,
                backupEligible,
                backedUp,
                userVerified,
                attestationFormat,
                relyingPartyId,
                registeredAt,
                null,
                null,
                null);
    }

    @Override
    public String streamId() {
        return passkeyId.toString();
    }
}
