package dev.latchkey.token.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.AttestationFormat;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.token.TestCeremonies;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.webauthn.RegistrationResult.Registered;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** Changes accepted answers at every byte: each mutant is refused, or differs in no more than the changed bit says. */
class MutationTest {

    private static final int BITS = 8;
    private static final int TYPE_BIT = 5;
    private static final Set<String> ORIGINS = Set.of(TestCeremonies.ORIGIN);

    private final TestCeremonies sessions = TestCeremonies.offline();
    private final Ceremonies ceremonies = RealCeremonies.create();

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void acceptsNoMutantOfALogin(Algorithm algorithm) {
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.deviceBound(algorithm);
        StoredPasskey passkey = registered(authenticator);
        Session login = sessions.login();
        ObjectNode answer = authenticator.get(login.options(), TestCeremonies.ORIGIN);
        assertThat(isAccepted(answer, login, passkey)).isTrue();

        for (String part : Set.of("authenticatorData", "clientDataJSON", "signature")) {
            mutants(answer, part, (mutant, flipped) -> assertThat(isAccepted(mutant, login, passkey))
                    .as("%s with bit %d flipped", part, flipped)
                    .isFalse());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EDDSA", "ES256"})
    void acceptsNoMutantOfASignupThatIsSigned(Algorithm algorithm) {
        Session signup = sessions.signup("person@example.com");
        ObjectNode answer = SoftwareAuthenticator.withAlgorithm(algorithm)
                .creation(signup.options(), TestCeremonies.ORIGIN)
                .attestation(AttestationFormat.PACKED_SELF)
                .answer();
        assertThat(register(answer, signup)).isPresent();

        for (String part : Set.of("attestationObject", "clientDataJSON")) {
            mutants(answer, part, (mutant, flipped) -> assertThat(register(mutant, signup))
                    .as("%s with bit %d flipped", part, flipped)
                    .isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EDDSA", "ES256"})
    void takesFromASignupThatNobodySignedOnlyWhatItSays(Algorithm algorithm) {
        Session signup = sessions.signup("person@example.com");
        ObjectNode answer = SoftwareAuthenticator.deviceBound(algorithm)
                .creation(signup.options(), TestCeremonies.ORIGIN)
                .answer();
        Registered original = register(answer, signup).orElseThrow();
        FreeParts free = FreeParts.of(bytes(answer, "attestationObject"));

        mutants(answer, "attestationObject", (mutant, flipped) -> register(mutant, signup)
                .ifPresent(accepted -> assertThat(accepted)
                        .as("attestationObject with bit %d flipped", flipped)
                        .isEqualTo(free.expected(original, accepted, flipped))));
        mutants(answer, "clientDataJSON", (mutant, flipped) -> register(mutant, signup)
                .ifPresent(accepted -> assertThat(nameOfCrossOriginIsHitIn(mutant))
                        .as("clientDataJSON with bit %d flipped", flipped)
                        .isTrue()));
    }

    /** {@code crossOrigin:false} under another name is a member that nobody knows, and means the same. */
    private static boolean nameOfCrossOriginIsHitIn(ObjectNode mutant) {
        return !new String(bytes(mutant, "clientDataJSON"), StandardCharsets.UTF_8).contains("\"crossOrigin\"");
    }

    /** What an authenticator says of itself and nobody vouches for: flags, counter, model and key. */
    private record FreeParts(int flags, int counter, int aaguid, int credential, int key) {

        /** The object ends with the authenticator data, and they with the key. */
        static FreeParts of(byte[] attestationObject) {
            int data = indexOf(attestationObject, "authData") + "authData".length();
            int start = data + (attestationObject[data] == 0x58 ? 2 : 3);
            int key = start + 37 + 18 + 16;
            return new FreeParts(start + 32, start + 33, start + 37, start + 53, key);
        }

        private static int indexOf(byte[] bytes, String text) {
            return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        }

        /** The original with that one member of the accepted mutant that the bit belongs to; empty for all other bits. */
        Object expected(Registered original, Registered accepted, int flipped) {
            int index = flipped / BITS;
            if (index == flags) {
                return withFlags(original, accepted);
            }
            if (index >= counter && index < aaguid) {
                return withCounter(original, accepted.signatureCount());
            }
            if (index >= aaguid && index < credential) {
                return withModel(original, accepted.aaguid());
            }
            return index >= key ? withKey(original, accepted.publicKey()) : Optional.empty();
        }

        private static Registered withFlags(Registered it, Registered accepted) {
            return new Registered(
                    it.publicKey(),
                    it.algorithm(),
                    it.aaguid(),
                    it.transports(),
                    it.signatureCount(),
                    accepted.backupEligible(),
                    accepted.backedUp(),
                    accepted.userVerified(),
                    it.attestationFormat());
        }

        private static Registered withCounter(Registered it, long counter) {
            return new Registered(
                    it.publicKey(),
                    it.algorithm(),
                    it.aaguid(),
                    it.transports(),
                    counter,
                    it.backupEligible(),
                    it.backedUp(),
                    it.userVerified(),
                    it.attestationFormat());
        }

        private static Registered withModel(Registered it, UUID aaguid) {
            return new Registered(
                    it.publicKey(),
                    it.algorithm(),
                    aaguid,
                    it.transports(),
                    it.signatureCount(),
                    it.backupEligible(),
                    it.backedUp(),
                    it.userVerified(),
                    it.attestationFormat());
        }

        private static Registered withKey(Registered it, String publicKey) {
            return new Registered(
                    publicKey,
                    it.algorithm(),
                    it.aaguid(),
                    it.transports(),
                    it.signatureCount(),
                    it.backupEligible(),
                    it.backedUp(),
                    it.userVerified(),
                    it.attestationFormat());
        }
    }

    private interface Check {
        void of(ObjectNode mutant, int flipped);
    }

    /** Two bits of every byte: one after the other, and the one that turns CBOR's bytes into text and back. */
    private static void mutants(ObjectNode answer, String part, Check check) {
        byte[] original = bytes(answer, part);
        for (int index = 0; index < original.length; index++) {
            for (int bit : new int[] {index % BITS, TYPE_BIT}) {
                byte[] changed = original.clone();
                changed[index] ^= (byte) (1 << bit);
                ObjectNode mutant = answer.deepCopy();
                mutant.path("response").asObject().put(part, Base64Url.encode(changed));
                check.of(mutant, index * BITS + bit);
            }
        }
    }

    private static byte[] bytes(ObjectNode answer, String part) {
        return Base64Url.decode(answer.path("response").path(part).asString()).orElseThrow();
    }

    private boolean isAccepted(ObjectNode answer, Session login, StoredPasskey passkey) {
        try {
            return ceremonies.verifyAssertion(AnswerReader.read(answer), expectation(login), passkey)
                    instanceof AssertionResult.Verified;
        } catch (ApiException unread) {
            return false;
        }
    }

    private Optional<Registered> register(ObjectNode answer, Session signup) {
        try {
            return ceremonies.verifyRegistration(AnswerReader.read(answer), expectation(signup))
                            instanceof Registered registered
                    ? Optional.of(registered)
                    : Optional.empty();
        } catch (ApiException unread) {
            return Optional.empty();
        }
    }

    private StoredPasskey registered(SoftwareAuthenticator authenticator) {
        Session signup = sessions.signup("person@example.com");
        ObjectNode answer = authenticator.create(signup.options(), TestCeremonies.ORIGIN);
        Registered registered = register(answer, signup).orElseThrow();
        return new StoredPasskey(
                AnswerReader.read(answer).credentialId(),
                registered.publicKey(),
                registered.aaguid(),
                registered.signatureCount(),
                registered.backupEligible(),
                registered.backedUp());
    }

    private static CeremonyExpectation expectation(Session session) {
        return new CeremonyExpectation(session.ticket().challenge(), "localhost", ORIGINS::contains, false);
    }
}
