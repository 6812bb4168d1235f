package dev.latchkey.token.webauthn;

import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How the verification of a registration ended. */
public sealed interface RegistrationResult {

    /**
     * The attestation verifies.
     *
     * @param publicKey the COSE key, base64url
     */
    record Registered(
            String publicKey,
            long algorithm,
            UUID aaguid,
            List<String> transports,
            long signatureCount,
            boolean backupEligible,
            boolean backedUp,
            boolean userVerified,
            String attestationFormat)
            implements RegistrationResult {

        public Registered {
            transports = List.copyOf(transports);
        }

        /** The fact that this passkey is somebody's from now on. */
        public CredentialRegistered fact(CredentialId id, UserId owner, String relyingPartyId, Instant now) {
            return new CredentialRegistered(
                    PasskeyId.of(id),
                    id,
                    owner,
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
                    now);
        }
    }

    /** It does not, for this reason. */
    record Refused(RejectionReason reason) implements RegistrationResult {}
}
