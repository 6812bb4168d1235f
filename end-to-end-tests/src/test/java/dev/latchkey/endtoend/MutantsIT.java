package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.AttestationFormat;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Takes a right answer and changes it at every single byte: none of the mutants may pass. */
class MutantsIT {

    private static final int AT_ONCE = 4;
    private static final Application demo = Application.demo();
    private static final Person ada = demo.signUp(Algorithm.ES256);

    @ParameterizedTest
    @ValueSource(strings = {"clientDataJSON", "authenticatorData", "signature", "userHandle"})
    void noByteOfALoginCanBeChanged(String field) {
        var session = demo.login();
        int length = bytes(loginAnswer(session), field).length;

        var answers = Crowd.some(AT_ONCE, length, at -> {
            var fresh = demo.login();
            return demo.redeem(fresh, mutant(loginAnswer(fresh), field, at));
        });

        assertThat(answers).allSatisfy(MutantsIT::assertRefused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clientDataJSON", "attestationObject"})
    void noByteOfASignedSignupCanBeChanged(String field) {
        int length = bytes(signupAnswer(demo.signup()), field).length;

        var answers = Crowd.some(AT_ONCE, length, at -> {
            var fresh = demo.signup();
            return demo.redeem(fresh, mutant(signupAnswer(fresh), field, at));
        });

        assertThat(answers).allSatisfy(MutantsIT::assertRefused);
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isIn(400, 403);
        assertThat(answer.error()).isIn("invalid_request", "invalid_grant");
    }

    private static ObjectNode loginAnswer(Session session) {
        return ada.authenticator().get(session.options(), demo.origin());
    }

    private static ObjectNode signupAnswer(Session session) {
        return SoftwareAuthenticator.withAlgorithm(Algorithm.ES256)
                .creation(session.options(), demo.origin())
                .attestation(AttestationFormat.PACKED_SELF)
                .answer();
    }

    private static ObjectNode mutant(ObjectNode answer, String field, int at) {
        var bytes = bytes(answer, field);
        bytes[at % bytes.length] ^= 1;
        answer.withObject("/response")
                .put(field, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        return answer;
    }

    private static byte[] bytes(ObjectNode answer, String field) {
        return Base64.getUrlDecoder().decode(answer.path("response").path(field).asString());
    }
}
