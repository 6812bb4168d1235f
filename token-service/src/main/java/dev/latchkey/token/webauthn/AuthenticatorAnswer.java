package dev.latchkey.token.webauthn;

import dev.latchkey.kernel.values.CredentialId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed {@code authn_response} (CONTRACT section 5.1): of a registration when it has an attestation object, of a
 * login otherwise.
 */
public final class AuthenticatorAnswer {

    private final CredentialId credentialId;
    private final ClientData clientData;
    private final byte[] clientDataJson;
    private final @Nullable Attestation attestation;
    private final @Nullable Assertion assertion;

    /** What only a registration has. */
    @SuppressWarnings("ArrayRecordComponent") // carried to the verification, never compared
    record Attestation(byte[] attestationObject, List<String> transports) {}

    /** What only an assertion has. */
    @SuppressWarnings("ArrayRecordComponent") // carried to the verification, never compared
    record Assertion(byte[] authenticatorData, byte[] signature, byte @Nullable [] userHandle) {}

    AuthenticatorAnswer(
            CredentialId credentialId,
            ClientData clientData,
            byte[] clientDataJson,
            @Nullable Attestation attestation,
            @Nullable Assertion assertion) {
        this.credentialId = credentialId;
        this.clientData = clientData;
        this.clientDataJson = clientDataJson.clone();
        this.attestation = attestation;
        this.assertion = assertion;
    }

    /** The credential that the answer claims to come from. */
    public CredentialId credentialId() {
        return credentialId;
    }

    /** The origin on which the client says the ceremony ran. */
    public String origin() {
        return clientData.origin();
    }

    /** Whether it can answer a registration. */
    public boolean isRegistration() {
        return attestation != null;
    }

    /** Whether it can answer a login. */
    public boolean isAssertion() {
        return assertion != null;
    }

    /** The user handle of an assertion; absent in a registration and where the authenticator sent none. */
    public byte @Nullable [] userHandle() {
        return assertion == null ? null : assertion.userHandle();
    }

    ClientData clientData() {
        return clientData;
    }

    byte[] clientDataJson() {
        return clientDataJson.clone();
    }

    @Nullable
    Attestation attestation() {
        return attestation;
    }

    @Nullable
    Assertion assertion() {
        return assertion;
    }
}
