package dev.latchkey.token.webauthn;

import dev.latchkey.kernel.events.RejectionReason;
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
    }

    /** It does not, for this reason. */
    record Refused(RejectionReason reason) implements RegistrationResult {}
}
