package dev.latchkey.authenticator;

import static dev.latchkey.authenticator.AttestationFormat.PACKED_SELF;
import static dev.latchkey.authenticator.TestOptions.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.webauthn4j.verifier.exception.BadAlgorithmException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SoftwareAuthenticatorTest {

    static Stream<Arguments> everyAlgorithmInEveryFormat() {
        return Arrays.stream(Algorithm.values()).flatMap(algorithm -> Arrays.stream(AttestationFormat.values())
                .map(format -> Arguments.of(algorithm, format)));
    }

    @ParameterizedTest
    @MethodSource("everyAlgorithmInEveryFormat")
    void createsAPasskeyAndSignsWithIt(Algorithm algorithm, AttestationFormat format) {
        var authenticator = SoftwareAuthenticator.withAlgorithm(algorithm);

        var creation = authenticator
                .creation(TestOptions.creation(), ORIGIN)
                .attestation(format)
                .answer();
        var registration = Verifier.verifyCreation(creation);
        var assertion = authenticator.get(TestOptions.request(), ORIGIN);
        var authentication = Verifier.verifyAssertion(assertion, Verifier.stored(registration));

        assertThat(registration.getAttestationObject().getFormat()).isEqualTo(format.identifier());
        assertThat(Ceremony.base64Url(authentication.getUserHandle())).isEqualTo(TestOptions.USER_ID);
    }

    @ParameterizedTest
    @EnumSource
    void spoiledSignaturesAreRefused(Algorithm algorithm) {
        var authenticator = SoftwareAuthenticator.withAlgorithm(algorithm);
        var stored = Verifier.stored(Verifier.verifyCreation(authenticator.create(TestOptions.creation(), ORIGIN)));

        var answer = authenticator
                .assertion(TestOptions.request(), ORIGIN)
                .sentClientData(sent -> (new String(sent) + " ").getBytes())
                .answer();

        assertThatThrownBy(() -> Verifier.verifyAssertion(answer, stored)).isInstanceOf(BadSignatureException.class);
    }

    @Test
    void spoiledSelfAttestationsAreRefused() {
        var answer = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256)
                .creation(TestOptions.creation(), ORIGIN)
                .attestation(PACKED_SELF)
                .signature(signature ->
                        Algorithm.ES256.sign(Algorithm.ES256.newKeyPair().getPrivate(), signature))
                .answer();

        assertThatThrownBy(() -> Verifier.verifyCreation(answer)).isInstanceOf(BadSignatureException.class);
    }

    @Test
    void selfAttestationsNameTheAlgorithmOfTheKey() {
        var answer = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256)
                .creation(TestOptions.creation(), ORIGIN)
                .attestation(PACKED_SELF)
                .attestationStatement(statement -> statement.put("alg", -8))
                .answer();

        assertThatThrownBy(() -> Verifier.verifyCreation(answer)).isInstanceOf(BadAlgorithmException.class);
    }

    @Test
    void syncedPasskeysAreBackedUpAndDoNotCount() {
        var authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA);

        var stored = Verifier.stored(Verifier.verifyCreation(authenticator.create(TestOptions.creation(), ORIGIN)));
        var used = Verifier.verifyAssertion(authenticator.get(TestOptions.request(), ORIGIN), stored);

        assertThat(stored.isBackupEligible()).isTrue();
        assertThat(stored.isBackedUp()).isTrue();
        assertThat(used.getAuthenticatorData().getSignCount()).isZero();
    }

    @Test
    void deviceBoundPasskeysCountEveryUse() {
        var authenticator = SoftwareAuthenticator.deviceBound(Algorithm.EDDSA);

        var stored = Verifier.stored(Verifier.verifyCreation(authenticator.create(TestOptions.creation(), ORIGIN)));
        var first = authenticator.get(TestOptions.request(), ORIGIN);
        var second = authenticator.get(TestOptions.request(), ORIGIN);
        var used = Verifier.verifyAssertion(second, stored);
        stored.setCounter(used.getAuthenticatorData().getSignCount());

        assertThat(stored.isBackupEligible()).isFalse();
        assertThat(used.getAuthenticatorData().getSignCount()).isEqualTo(3);
        assertThatThrownBy(() -> Verifier.verifyAssertion(first, stored))
                .isInstanceOf(MaliciousCounterValueException.class);
    }

    @Test
    void answersWithTheNewestPasskeyOfTheRelyingParty() {
        var authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA);

        authenticator.create(TestOptions.creation(), ORIGIN);
        var newest = authenticator.create(TestOptions.creation(), ORIGIN);
        var answer = authenticator.get(TestOptions.request(), ORIGIN);

        assertThat(answer.path("id")).isEqualTo(newest.path("id"));
        assertThat(authenticator.passkeys()).hasSize(2);
    }

    @Test
    void answersInTheShapeThatBrowserLibrariesSend() {
        var authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA);

        var creation = authenticator.create(TestOptions.creation(), ORIGIN);
        var assertion = authenticator.get(TestOptions.request(), ORIGIN);

        assertThat(creation.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "rawId", "type", "response", "clientExtensionResults", "authenticatorAttachment");
        assertThat(creation.path("response").propertyNames())
                .containsExactlyInAnyOrder("clientDataJSON", "attestationObject", "transports");
        assertThat(assertion.path("response").propertyNames())
                .containsExactlyInAnyOrder("clientDataJSON", "authenticatorData", "signature", "userHandle");
        assertThat(new String(Base64.getUrlDecoder()
                        .decode(assertion
                                .path("response")
                                .path("clientDataJSON")
                                .asString())))
                .isEqualTo("""
                        {"type":"webauthn.get","challenge":"%s","origin":"%s","crossOrigin":false}""".formatted(TestOptions.CHALLENGE, ORIGIN));
    }

    @Test
    void leavesNoFieldForAMissingUserHandle() {
        var authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA);
        authenticator.create(TestOptions.creation(), ORIGIN);

        var answer = authenticator
                .assertion(TestOptions.request(), ORIGIN)
                .userHandle(null)
                .answer();

        assertThat(answer.path("response").has("userHandle")).isFalse();
    }

    @Test
    void refusesToMakeAPasskeyThatWasNotAskedFor() {
        var options = TestOptions.json("""
                {"challenge": "AA", "rp": {"id": "localhost"}, "user": {"id": "AA"},
                 "pubKeyCredParams": [{"type": "public-key", "alg": -7}]}
                """);

        assertThatThrownBy(() ->
                        SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA).create(options, ORIGIN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("EDDSA is not among the offered");
    }

    @Test
    void refusesToSignForAStranger() {
        assertThatThrownBy(() ->
                        SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA).get(TestOptions.request(), ORIGIN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("No passkey for localhost");
    }
}
