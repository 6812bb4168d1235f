package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.latchkey.authenticator.Algorithm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept. */
class RestartIT {

    private static final Suite suite = Suite.running();
    private static final Application demo = Application.demo();

    @Test
    void knowsItsPeopleAndKeysAfterARestart() {
        var person = demo.signUp(Algorithm.EDDSA);
        var session = demo.login();
        var redemption = demo.redemption(session, person.authenticator().get(session.options(), demo.origin()));
        var keys = Tokens.keys();
        demo.token(redemption);

        suite.stop();
        suite.start();
        var signIn = demo.signIn(person);

        assertThat(signIn.answer().status()).as("%s", signIn.answer()).isEqualTo(200);
        assertThat(Tokens.keys().getKeys()).extracting(JWK::getKeyID).containsAll(keyIds(keys));
        assertThat(Tokens.verifies(idToken(person.tokens()), Tokens.keys())).isTrue();
        Refusals.assertUniform(demo.token(redemption));
        suite.events().await(signIn.session().id(), "grant-opened");
    }

    @Test
    void publishesBothKeysWhileTokensOfBothAreValid() {
        var person = demo.signUp(Algorithm.EDDSA);
        var before = Tokens.keys();

        suite.command("rotate-keys");
        var signIn = demo.signIn(person).answer();
        var after = Tokens.keys();

        assertThat(after.size()).isEqualTo(before.size() + 1);
        assertThat(keyIds(after)).containsAll(keyIds(before));
        assertThat(Tokens.verifies(idToken(signIn), after)).isTrue();
        assertThat(Tokens.verifies(idToken(person.tokens()), after)).isTrue();
        assertThat(Operator.signedIn().usersByEmail(person.email()).status()).isEqualTo(200);
    }

    private static List<String> keyIds(JWKSet keys) {
        return keys.getKeys().stream().map(JWK::getKeyID).toList();
    }

    private static String idToken(Answer answer) {
        return answer.json().required("id_token").asString();
    }
}
