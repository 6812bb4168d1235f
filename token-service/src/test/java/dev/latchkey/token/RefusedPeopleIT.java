package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.events.UserUnblocked;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** Right assertions of people and passkeys that may not sign in any more, and of such as belong to somebody else. */
@TokenServiceTest
class RefusedPeopleIT {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Autowired
    TestService service;

    SoftwareAuthenticator authenticator;
    UserId user;
    PasskeyId passkey;

    @BeforeEach
    void signUp() {
        authenticator = service.signedUp(Algorithm.EDDSA);
        user = UserId.of(new String(authenticator.passkeys().getFirst().userHandle(), StandardCharsets.UTF_8));
        passkey = PasskeyId.of(CredentialId.of(
                Base64Url.encode(authenticator.passkeys().getFirst().credentialId())));
    }

    @Test
    void refusesAPersonWhoWasBlockedWhileTheCeremonyRan() {
        Session login = service.ceremonies().login();
        ObjectNode request = service.ceremonies().request(login, authenticator);
        service.facts().add(new UserBlocked(user, NOW));

        Answer answer = service.endpoint().post(request);

        assertRefused(answer, login, RejectionReason.USER_BLOCKED);
    }

    @Test
    void letsAPersonInAgainWhoIsBlockedNoMore() {
        service.facts().add(new UserBlocked(user, NOW));
        service.facts().add(new UserUnblocked(user, NOW));

        Answer answer = login();

        TestAnswers.assertSignedIn(answer);
    }

    @Test
    void refusesAPersonWhoWasErasedWhileTheCeremonyRan() {
        Session login = service.ceremonies().login();
        ObjectNode request = service.ceremonies().request(login, authenticator);
        service.facts().add(new UserErased(user, NOW));
        service.facts().destroyKeyOf(user.toString());

        Answer answer = service.endpoint().post(request);

        assertRefused(answer, login, RejectionReason.USER_ERASED);
    }

    @Test
    void refusesAPersonWhoseKeyIsGoneBeforeTheFactIsWritten() {
        service.facts().destroyKeyOf(user.toString());
        Session login = service.ceremonies().login();

        Answer answer = service.endpoint().post(service.ceremonies().request(login, authenticator));

        assertRefused(answer, login, RejectionReason.USER_ERASED);
    }

    @Test
    void refusesAPersonWhoIsErasedThoughTheKeyIsStillThere() {
        service.facts().add(new UserErased(user, NOW));
        Session login = service.ceremonies().login();

        Answer answer = service.endpoint().post(service.ceremonies().request(login, authenticator));

        assertRefused(answer, login, RejectionReason.USER_ERASED);
    }

    @Test
    void refusesAPasskeyThatWasRevokedWhileTheCeremonyRan() {
        Session login = service.ceremonies().login();
        ObjectNode request = service.ceremonies().request(login, authenticator);
        service.facts().add(new CredentialRevoked(passkey, user, "removed-by-user", NOW));

        Answer answer = service.endpoint().post(request);

        assertRefused(answer, login, RejectionReason.REVOKED_CREDENTIAL);
    }

    @Test
    void refusesARightPasskeyUnderTheHandleOfSomebodyElse() {
        SoftwareAuthenticator stranger = service.signedUp(Algorithm.ES256);
        Session login = service.ceremonies().login();
        ObjectNode response = authenticator
                .assertion(login.options(), TestCeremonies.ORIGIN)
                .userHandle(stranger.passkeys().getFirst().userHandle())
                .answer();

        Answer answer = service.endpoint().post(service.ceremonies().request(login, response));

        assertRefused(answer, login, RejectionReason.WRONG_USER);
    }

    @Test
    void refusesThePasskeyOfSomebodyElseUnderTheOwnHandle() {
        SoftwareAuthenticator stranger = service.signedUp(Algorithm.ES256);
        Session login = service.ceremonies().login();
        ObjectNode response = stranger.assertion(login.options(), TestCeremonies.ORIGIN)
                .userHandle(authenticator.passkeys().getFirst().userHandle())
                .answer();

        Answer answer = service.endpoint().post(service.ceremonies().request(login, response));

        TestAnswers.assertRefused(answer);
        assertThat(service.facts().reasons(login)).containsExactly(RejectionReason.WRONG_USER.name());
    }

    @Test
    void refusesTheSignatureOfAnotherKey() {
        SoftwareAuthenticator stranger = service.signedUp(Algorithm.EDDSA);
        Session login = service.ceremonies().login();
        ObjectNode response = authenticator
                .assertion(login.options(), TestCeremonies.ORIGIN)
                .signedBy(stranger.passkeys().getFirst())
                .answer();

        Answer answer = service.endpoint().post(service.ceremonies().request(login, response));

        assertRefused(answer, login, RejectionReason.BAD_SIGNATURE);
    }

    @Test
    void refusesTheSignatureOfAnotherAlgorithm() {
        SoftwareAuthenticator stranger = service.signedUp(Algorithm.ES256);
        Session login = service.ceremonies().login();
        ObjectNode response = authenticator
                .assertion(login.options(), TestCeremonies.ORIGIN)
                .signedBy(stranger.passkeys().getFirst())
                .json(answer -> answer.path("response").asObject().put("publicKeyAlgorithm", -7))
                .answer();

        Answer answer = service.endpoint().post(service.ceremonies().request(login, response));

        assertRefused(answer, login, RejectionReason.BAD_SIGNATURE);
    }

    @Test
    void refusesToRegisterACredentialThatSomebodyHas() {
        Session signup = service.ceremonies().signup(UUID.randomUUID() + "@example.com");
        ObjectNode response = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256)
                .creation(signup.options(), TestCeremonies.ORIGIN)
                .credentialId(authenticator.passkeys().getFirst().credentialId())
                .answer();

        Answer answer = service.endpoint().post(service.ceremonies().request(signup, response));

        TestAnswers.assertRefused(answer);
        assertThat(service.facts().reasons(signup)).containsExactly("CREDENTIAL_ALREADY_REGISTERED");
        assertThat(service.facts().claimsOf(signup)).isZero();
        assertThat(service.facts().of(passkey.toString())).containsExactly("credential-registered");
        TestAnswers.assertSignedIn(login());
    }

    @Test
    void refusesAnIdentifierThatSomebodyTookWhileTheCeremonyRan() {
        String email = UUID.randomUUID() + "@example.com";
        Session first = service.ceremonies().signup(email);
        Session second = service.ceremonies().signup(email);
        SoftwareAuthenticator late = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
        service.endpoint()
                .post(service.ceremonies().request(first, SoftwareAuthenticator.withAlgorithm(Algorithm.ES256)));

        Answer answer = service.endpoint().post(service.ceremonies().request(second, late));

        TestAnswers.assertRefused(answer);
        assertThat(service.facts().reasons(second)).containsExactly("IDENTIFIER_TAKEN");
        assertThat(service.facts().claimsOf(second)).isZero();
        assertThat(service.facts().of(String.valueOf(second.ticket().userId()))).isEmpty();
    }

    private Answer login() {
        return service.endpoint()
                .post(service.ceremonies().request(service.ceremonies().login(), authenticator));
    }

    /** The refusal names the person and the passkey inside, and nothing outside. */
    private void assertRefused(Answer answer, Session login, RejectionReason reason) {
        TestAnswers.assertRefused(answer);
        assertThat(service.facts().of(login)).containsExactly("auth-session-rejected");
        assertThat(service.facts().reasons(login)).containsExactly(reason.name());
        assertThat(service.facts().members(login.id(), "auth-session-rejected", "userId"))
                .containsExactly(user.toString());
        assertThat(service.facts().members(login.id(), "auth-session-rejected", "passkeyId"))
                .containsExactly(passkey.toString());
    }
}
