package dev.latchkey.kernel.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A person has a new passkey.
 *
 * @param publicKey the COSE key, base64url
 * @param algorithm the COSE algorithm number
 * @param signatureCount the authenticator's counter; 0 for synced passkeys, which do not count
 * @param backupEligible whether the passkey may be synced (flag BE)
 * @param backedUp whether it is synced now (flag BS)
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
        Instant registeredAt)
        implements CredentialEvent {

    public CredentialRegistered {
        transports = List.copyOf(transports);
    }

    @Override
    public String streamId() {
        return passkeyId.toString();
    }
}
