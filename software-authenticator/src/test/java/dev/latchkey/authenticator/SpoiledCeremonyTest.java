package dev.latchkey.authenticator;

import static dev.latchkey.authenticator.TestOptions.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.ConstraintViolationException;
import com.webauthn4j.verifier.exception.IllegalBackupStateException;
import com.webauthn4j.verifier.exception.InconsistentClientDataTypeException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

/** Each way to spoil a ceremony spoils what it says, and nothing that is checked before it. */
class SpoiledCeremonyTest {

    static Stream<Arguments> spoiled() {
        return Stream.of(
                spoiled(
                        "type",
                        c -> c.clientData(data -> data.put("type", "webauthn.get")),
                        InconsistentClientDataTypeException.class),
                spoiled(
                        "challenge",
                        c -> c.clientData(data -> data.put("challenge", "AAAA")),
                        BadChallengeException.class),
                spoiled(
                        "origin",
                        c -> c.clientData(data -> data.put("origin", "https://evil.example")),
                        BadOriginException.class),
                spoiled(
                        "cross origin",
                        c -> c.clientData(data -> data.put("crossOrigin", true)),
                        BadTopOriginException.class),
                spoiled("relying party", c -> c.relyingPartyId("evil.example"), BadRpIdException.class),
                spoiled("hash of the relying party", c -> c.rpIdHash(new byte[32]), BadRpIdException.class),
                spoiled("user present", c -> c.flags(f -> f.userPresent(false)), UserNotPresentException.class),
                spoiled("user verified", c -> c.flags(f -> f.userVerified(false)), UserNotVerifiedException.class),
                spoiled(
                        "backed up, not eligible",
                        c -> c.flags(f -> f.backupEligible(false)),
                        IllegalBackupStateException.class),
                spoiled("attested data flag", c -> c.flags(f -> f.attestedData(false)), JacksonException.class),
                spoiled("algorithm", c -> c.publicKey(key -> key.put(3, -65535)), ConstraintViolationException.class),
                spoiled(
                        "trailing bytes",
                        c -> c.authenticatorData(SpoiledCeremonyTest::longer),
                        JacksonException.class),
                spoiled(
                        "cut short",
                        c -> c.attestationObject(all -> Arrays.copyOf(all, all.length - 1)),
                        JacksonException.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoiled")
    void isRefusedForTheSpoiledPart(String part, UnaryOperator<Creation> spoil, Class<? extends Exception> refusal) {
        var ceremony = authenticator().creation(TestOptions.creation(), ORIGIN);

        var answer = spoil.apply(ceremony).answer();

        assertThatThrownBy(() -> Verifier.verifyCreation(answer)).isInstanceOf(refusal);
    }

    @Test
    void carriesWhatIsAllowedToDiffer() {
        var aaguid = UUID.randomUUID();

        var answer = authenticator()
                .creation(TestOptions.creation(), ORIGIN)
                .clientData(data -> data.put("other_keys_can_be_added_here", "really"))
                .signatureCount(4_000_000_000L)
                .credentialId(new byte[] {1, 2, 3})
                .aaguid(aaguid)
                .transports("ble")
                .flags(flags -> flags.extensionData(true))
                .extensions(Cbor.encode(Map.of("credProtect", 2)))
                .answer();
        var data = Verifier.verifyCreation(answer).getAttestationObject().getAuthenticatorData();

        assertThat(data.getSignCount()).isEqualTo(4_000_000_000L);
        assertThat(data.getAttestedCredentialData().getCredentialId()).containsExactly(1, 2, 3);
        assertThat(data.getAttestedCredentialData().getAaguid().getValue()).isEqualTo(aaguid);
        assertThat(answer.path("response").path("transports").path(0).asString())
                .isEqualTo("ble");
    }

    @Test
    void changesOnlyTheByteAskedFor() {
        var authenticator = authenticator();
        authenticator.create(TestOptions.creation(), ORIGIN);

        var honest = authenticator.get(TestOptions.request(), ORIGIN);
        var spoiled = authenticator
                .assertion(TestOptions.request(), ORIGIN)
                .sentAuthenticatorData(SpoiledCeremonyTest::longer)
                .json(answer -> answer.put("more", true))
                .answer();

        assertThat(spoiled.path("response").path("signature"))
                .isEqualTo(honest.path("response").path("signature"));
        assertThat(spoiled.path("more").asBoolean()).isTrue();
    }

    private static SoftwareAuthenticator authenticator() {
        return SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA);
    }

    private static byte[] longer(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    private static Arguments spoiled(String part, UnaryOperator<Creation> spoil, Class<?> refusal) {
        return Arguments.of(part, spoil, refusal);
    }
}
