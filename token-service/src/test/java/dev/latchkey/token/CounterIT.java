package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.Flags;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** Signature counter and backup state from login to login (WebAuthn sections 6.1.1 and 6.1.3, HOSTILE 46 to 50). */
@TokenServiceTest
class CounterIT {

    private static final long HIGHEST = 0xFFFF_FFFFL;

    @Autowired
    TestService service;

    @Test
    void recordsEveryUseOfAPasskeyThatCounts() {
        SoftwareAuthenticator authenticator = counted();

        TestAnswers.assertSignedIn(login(authenticator, 7));
        TestAnswers.assertSignedIn(login(authenticator, 9));

        assertThat(counters(authenticator)).containsExactly("7", "9");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 6, 7})
    void refusesACounterThatDidNotRise(long counter) {
        SoftwareAuthenticator authenticator = counted();
        TestAnswers.assertSignedIn(login(authenticator, 7));
        Session login = service.ceremonies().login();

        Answer answer = login(login, authenticator, counter, UnaryOperator.identity());

        TestAnswers.assertRefused(answer);
        assertThat(service.facts().reasons(login)).containsExactly("COUNTER_WENT_BACK");
        assertThat(counters(authenticator)).containsExactly("7");
    }

    @Test
    void letsTheRightAuthenticatorInAfterItsCloneWasRefused() {
        SoftwareAuthenticator authenticator = counted();
        TestAnswers.assertSignedIn(login(authenticator, 7));
        TestAnswers.assertRefused(login(authenticator, 7));

        Answer answer = login(authenticator, 8);

        TestAnswers.assertSignedIn(answer);
    }

    @Test
    void doesNotLetACounterOverflow() {
        SoftwareAuthenticator authenticator = counted();
        TestAnswers.assertSignedIn(login(authenticator, HIGHEST));

        TestAnswers.assertRefused(login(authenticator, 0));
        TestAnswers.assertRefused(login(authenticator, 1));
        TestAnswers.assertRefused(login(authenticator, HIGHEST));
    }

    @Test
    void refusesAPasskeyThatStopsCountingOnceItHasBegun() {
        SoftwareAuthenticator authenticator = service.signedUp(Algorithm.ES256);
        TestAnswers.assertSignedIn(login(authenticator, 0));
        TestAnswers.assertSignedIn(login(authenticator, 5));

        TestAnswers.assertRefused(login(authenticator, 0));
    }

    @Test
    void recordsNothingOfAPasskeyThatDoesNotChange() {
        SoftwareAuthenticator authenticator = service.signedUp(Algorithm.ES256);

        TestAnswers.assertSignedIn(login(authenticator, 0));
        TestAnswers.assertSignedIn(login(authenticator, 0));

        assertThat(service.facts().of(streamOf(authenticator))).containsExactly("credential-registered");
    }

    @Test
    void recordsThatAPasskeyIsBackedUpNoMoreAndAgain() {
        SoftwareAuthenticator authenticator = service.signedUp(Algorithm.ES256);

        TestAnswers.assertSignedIn(
                login(service.ceremonies().login(), authenticator, 0, flags -> flags.backedUp(false)));
        TestAnswers.assertSignedIn(
                login(service.ceremonies().login(), authenticator, 0, flags -> flags.backedUp(true)));

        assertThat(service.facts().members(streamOf(authenticator), "credential-used", "backedUp"))
                .containsExactly("false", "true");
    }

    private SoftwareAuthenticator counted() {
        return service.signedUp(SoftwareAuthenticator.deviceBound(Algorithm.ES256));
    }

    private Answer login(SoftwareAuthenticator authenticator, long counter) {
        return login(service.ceremonies().login(), authenticator, counter, UnaryOperator.identity());
    }

    private Answer login(Session login, SoftwareAuthenticator authenticator, long counter, UnaryOperator<Flags> flags) {
        ObjectNode response = authenticator
                .assertion(login.options(), TestCeremonies.ORIGIN)
                .signatureCount(counter)
                .flags(flags)
                .answer();
        return service.endpoint().post(service.ceremonies().request(login, response));
    }

    private List<String> counters(SoftwareAuthenticator authenticator) {
        return service.facts().members(streamOf(authenticator), "credential-used", "signatureCount");
    }

    private static String streamOf(SoftwareAuthenticator authenticator) {
        byte[] id = authenticator.passkeys().getFirst().credentialId();
        return PasskeyId.of(CredentialId.of(Base64Url.encode(id))).toString();
    }
}
