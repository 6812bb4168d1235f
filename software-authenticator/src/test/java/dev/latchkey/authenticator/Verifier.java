package dev.latchkey.authenticator;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.attestation.statement.none.NoneAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.NullCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.DefaultSelfAttestationTrustworthinessVerifier;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** A relying party made with webauthn4j, strict about everything it can be strict about. */
final class Verifier {

    private static final WebAuthnManager MANAGER = new WebAuthnManager(
            List.of(new NoneAttestationStatementVerifier(), new PackedAttestationStatementVerifier()),
            new NullCertPathTrustworthinessVerifier(),
            new DefaultSelfAttestationTrustworthinessVerifier());

    private static final ServerProperty SERVER = ServerProperty.builder()
            .origin(new Origin(TestOptions.ORIGIN))
            .rpId("localhost")
            .challenge(new DefaultChallenge(TestOptions.CHALLENGE))
            .build();

    private static final List<PublicKeyCredentialParameters> OFFERED = Stream.of(-8L, -7L, -257L)
            .map(COSEAlgorithmIdentifier::create)
            .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
            .toList();

    private Verifier() {}

    static RegistrationData verifyCreation(ObjectNode answer) {
        return MANAGER.verifyRegistrationResponseJSON(
                answer.toString(), new RegistrationParameters(SERVER, OFFERED, true, true));
    }

    static AuthenticationData verifyAssertion(ObjectNode answer, CredentialRecord credential) {
        return MANAGER.verifyAuthenticationResponseJSON(
                answer.toString(), new AuthenticationParameters(SERVER, credential, null, true, true));
    }

    static CredentialRecord stored(RegistrationData registration) {
        return new CredentialRecordImpl(
                Objects.requireNonNull(registration.getAttestationObject()),
                registration.getCollectedClientData(),
                null,
                registration.getTransports());
    }
}
