package dev.latchkey.token.webauthn;

import com.webauthn4j.WebAuthnAuthenticationManager;
import com.webauthn4j.WebAuthnRegistrationManager;
import com.webauthn4j.converter.CollectedClientDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.attestation.statement.androidkey.AndroidKeyAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.apple.AppleAnonymousAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.none.NoneAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.tpm.TPMAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.u2f.FIDOU2FAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.NullCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.DefaultSelfAttestationTrustworthinessVerifier;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.token.webauthn.AuthenticatorAnswer.Assertion;
import dev.latchkey.token.webauthn.AuthenticatorAnswer.Attestation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The ceremonies on webauthn4j.
 *
 * <p>Attestation was not asked for (CONTRACT section 2.2): a statement that comes all the same must verify in itself, but
 * no trust in its maker is needed.
 */
@Component
final class WebAuthn4jCeremonies implements Ceremonies {

    private static final List<PublicKeyCredentialParameters> OFFERED = List.of(
            offered(COSEAlgorithmIdentifier.EdDSA),
            offered(COSEAlgorithmIdentifier.ES256),
            offered(COSEAlgorithmIdentifier.RS256));

    private static final UUID NO_AAGUID = new UUID(0, 0);

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnRegistrationManager registrations = new WebAuthnRegistrationManager(
            List.of(
                    new NoneAttestationStatementVerifier(),
                    new PackedAttestationStatementVerifier(),
                    new TPMAttestationStatementVerifier(),
                    new AndroidKeyAttestationStatementVerifier(),
                    new AppleAnonymousAttestationStatementVerifier(),
                    new FIDOU2FAttestationStatementVerifier()),
            new NullCertPathTrustworthinessVerifier(),
            new DefaultSelfAttestationTrustworthinessVerifier(),
            converter);
    private final AuthenticatorDataReader authenticatorData = new AuthenticatorDataReader(converter);
    private final CollectedClientDataConverter clientData = new CollectedClientDataConverter(converter);
    private final WebAuthnAuthenticationManager assertions = new WebAuthnAuthenticationManager(List.of(), converter);

    @Override
    public RegistrationResult verifyRegistration(AuthenticatorAnswer answer, CeremonyExpectation expectation) {
        Attestation attestation = answer.attestation();
        if (attestation == null) {
            return new RegistrationResult.Refused(RejectionReason.MALFORMED);
        }
        Optional<RejectionReason> refusal =
                ClientDataCheck.refuse(answer.clientData(), ClientDataCheck.CREATE, expectation);
        if (refusal.isPresent()) {
            return new RegistrationResult.Refused(refusal.get());
        }
        try {
            return registered(answer, attestation, verify(answer, attestation, expectation));
        } catch (RuntimeException problem) {
            // The library throws its own and, for malformed CBOR, other unchecked exceptions.
            return new RegistrationResult.Refused(Refusals.reasonOf(problem, RejectionReason.ATTESTATION_INVALID));
        }
    }

    private RegistrationData verify(
            AuthenticatorAnswer answer, Attestation attestation, CeremonyExpectation expectation) {
        RegistrationRequest request = new RegistrationRequest(attestation.attestationObject(), answer.clientDataJson());
        RegistrationParameters parameters = new RegistrationParameters(
                serverProperty(answer, expectation), OFFERED, expectation.userVerificationRequired(), true);
        return registrations.verify(request, parameters);
    }

    private RegistrationResult registered(
            AuthenticatorAnswer answer, Attestation attestation, RegistrationData verified) {
        AttestationObject object = verified.getAttestationObject();
        AuthenticatorData<?> data = object == null ? null : object.getAuthenticatorData();
        AttestedCredentialData credential = data == null ? null : data.getAttestedCredentialData();
        if (object == null || data == null || credential == null) {
            return new RegistrationResult.Refused(RejectionReason.MALFORMED);
        }
        if (announcesMore(data) || !isOf(answer, credential)) {
            return new RegistrationResult.Refused(RejectionReason.MALFORMED);
        }
        COSEKey key = credential.getCOSEKey();
        COSEAlgorithmIdentifier algorithm = key.getAlgorithm();
        if (algorithm == null || !PublicKeyPolicy.allows(key)) {
            return new RegistrationResult.Refused(RejectionReason.ALGORITHM_NOT_OFFERED);
        }
        return new RegistrationResult.Registered(
                Base64Url.encode(converter.getCborMapper().writeValueAsBytes(key)),
                algorithm.getValue(),
                aaguidOf(credential),
                attestation.transports(),
                data.getSignCount(),
                data.isFlagBE(),
                data.isFlagBS(),
                data.isFlagUV(),
                object.getFormat());
    }

    private static UUID aaguidOf(AttestedCredentialData credential) {
        UUID aaguid = credential.getAaguid().getValue();
        return aaguid == null ? NO_AAGUID : aaguid;
    }

    private static boolean isOf(AuthenticatorAnswer answer, AttestedCredentialData credential) {
        return Arrays.equals(answer.credentialId().toBytes(), credential.getCredentialId());
    }

    @Override
    public AssertionResult verifyAssertion(
            AuthenticatorAnswer answer, CeremonyExpectation expectation, StoredPasskey passkey) {
        Assertion assertion = answer.assertion();
        if (assertion == null) {
            return new AssertionResult.Refused(RejectionReason.MALFORMED);
        }
        Optional<RejectionReason> refusal =
                ClientDataCheck.refuse(answer.clientData(), ClientDataCheck.GET, expectation);
        if (refusal.isPresent()) {
            return new AssertionResult.Refused(refusal.get());
        }
        try {
            return verified(verify(answer, assertion, expectation, passkey).getAuthenticatorData());
        } catch (RuntimeException problem) {
            return new AssertionResult.Refused(Refusals.reasonOf(problem, RejectionReason.MALFORMED));
        }
    }

    private static AssertionResult verified(@Nullable AuthenticatorData<?> data) {
        return data == null || announcesMore(data)
                ? new AssertionResult.Refused(RejectionReason.MALFORMED)
                : new AssertionResult.Verified(data.getSignCount(), data.isFlagBS(), data.isFlagUV());
    }

    /** The library lets pass flags that announce data which are not there. */
    private static boolean announcesMore(AuthenticatorData<?> data) {
        AuthenticationExtensionsAuthenticatorOutputs<?> extensions = data.getExtensions();
        boolean extensionsAreMissing =
                data.isFlagED() && (extensions == null || extensions.getKeys().isEmpty());
        return extensionsAreMissing || (data.isFlagAT() && data.getAttestedCredentialData() == null);
    }

    private AuthenticationData verify(
            AuthenticatorAnswer answer, Assertion assertion, CeremonyExpectation expectation, StoredPasskey passkey) {
        AuthenticationData presented = new AuthenticationData(
                answer.credentialId().toBytes(),
                assertion.userHandle(),
                authenticatorData.read(assertion.authenticatorData()),
                assertion.authenticatorData(),
                clientData.convert(answer.clientDataJson()),
                answer.clientDataJson(),
                null,
                assertion.signature());
        AuthenticationParameters parameters = new AuthenticationParameters(
                serverProperty(answer, expectation),
                credentialRecord(passkey),
                null,
                expectation.userVerificationRequired(),
                true);
        return assertions.verify(presented, parameters);
    }

    private CredentialRecord credentialRecord(StoredPasskey passkey) {
        COSEKey key = converter.getCborMapper().readValue(decode(passkey.publicKey()), COSEKey.class);
        if (key == null) {
            throw new IllegalStateException("a stored public key cannot be read");
        }
        AttestedCredentialData credential = new AttestedCredentialData(
                new AAGUID(passkey.aaguid()), passkey.credentialId().toBytes(), key);
        return new CredentialRecordImpl(
                null,
                null,
                passkey.backupEligible(),
                passkey.backedUp(),
                passkey.signatureCount(),
                credential,
                null,
                null,
                null,
                null);
    }

    private static ServerProperty serverProperty(AuthenticatorAnswer answer, CeremonyExpectation expectation) {
        return ServerProperty.builder()
                .origin(Origin.create(answer.origin()))
                .rpId(expectation.relyingPartyId())
                .challenge(new DefaultChallenge(decode(expectation.challenge())))
                .build();
    }

    private static byte[] decode(String base64Url) {
        return Base64Url.decode(base64Url)
                .orElseThrow(() -> new IllegalStateException("a stored value is not base64url"));
    }

    private static PublicKeyCredentialParameters offered(COSEAlgorithmIdentifier algorithm) {
        return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm);
    }
}
