package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What pages tell browsers by the WebAuthn Signal API (docs/signals.md, HOSTILE 34 and 104). */
@TokenServiceTest
class SignalsIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    TestService service;

    SoftwareAuthenticator authenticator;
    String email;
    Answer signup;
    String userId;
    String credentialId;

    @BeforeEach
    void signUp() {
        authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
        email = UUID.randomUUID() + "@example.com";
        ObjectNode request = service.ceremonies().request(service.ceremonies().signup(email), authenticator);
        credentialId = request.path("authn_response").path("id").asString();
        signup = service.endpoint().post(request);
        TestAnswers.assertSignedIn(signup);
        userId = TestJwts.payload(signup.text("access_token")).path("sub").asString();
    }

    private Answer signals(String accessToken) {
        return service.endpoint()
                .send(service.endpoint()
                        .request("/passkey/signals")
                        .header("Authorization", "Bearer " + accessToken)
                        .GET());
    }

    private Answer unknownCredential(ObjectNode body) {
        return service.endpoint()
                .send(service.endpoint()
                        .request("/passkey/signals/unknown-credential")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    private static ObjectNode question(Session session, String credentialId) {
        return JSON.createObjectNode().put("auth_session", session.sealed()).put("credential_id", credentialId);
    }

    private Session refusedLogin(SoftwareAuthenticator answering) {
        Session login = service.ceremonies().login();
        TestAnswers.assertRefused(service.endpoint().post(service.ceremonies().request(login, answering)));
        return login;
    }

    private void revoke() {
        service.facts()
                .add(new CredentialRevoked(
                        PasskeyId.of(CredentialId.of(credentialId)), UserId.of(userId), "test", Instant.now()));
    }

    private static void assertNothingToTell(Answer answer) {
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(204);
        assertThat(answer.raw().body()).isEmpty();
        assertThat(answer.raw().headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    /** An authenticator with a passkey of this RP ID that was never brought here. */
    private SoftwareAuthenticator neverRegistered() {
        SoftwareAuthenticator other = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
        other.create(service.ceremonies().signup(email).options(), TestCeremonies.ORIGIN);
        return other;
    }

    @Test
    void tellsAPersonWhatTheirBrowserShouldKnow() {
        Answer answer = signals(signup.text("access_token"));

        String handle = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(userId.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(JSON.readTree("""
                        {"allAcceptedCredentials":
                            {"rpId": "localhost", "userId": "%s", "allAcceptedCredentialIds": ["%s"]},
                         "currentUserDetails":
                            {"rpId": "localhost", "userId": "%s", "name": "%s", "displayName": "%s"}}
                        """.formatted(handle, credentialId, handle, email, email)));
        assertThat(answer.raw().headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void listsARevokedPasskeyNoMore() {
        service.facts()
                .add(new CredentialRevoked(
                        PasskeyId.of(CredentialId.of(credentialId)), UserId.of(userId), "test", Instant.now()));

        assertThat(signals(signup.text("access_token"))
                        .body()
                        .path("allAcceptedCredentials")
                        .path("allAcceptedCredentialIds"))
                .isEmpty();
    }

    @Test
    void tellsStrangersNothing() {
        TestAnswers.assertError(signals("x"), 401, "invalid_token");
        TestAnswers.assertError(signals(signup.text("id_token")), 401, "invalid_token");
        TestAnswers.assertError(service.endpoint().get("/passkey/signals"), 401, "invalid_token");
    }

    @Test
    void namesAPasskeyThatNobodyHas() {
        SoftwareAuthenticator unknown = neverRegistered();
        Session login = service.ceremonies().login();
        ObjectNode request = service.ceremonies().request(login, unknown);
        String id = request.path("authn_response").path("id").asString();
        TestAnswers.assertRefused(service.endpoint().post(request));

        Answer answer = unknownCredential(question(login, id));

        assertThat(answer.status()).as(answer.rawText()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(JSON.readTree("""
                        {"unknownCredential": {"rpId": "localhost", "credentialId": "%s"}}
                        """.formatted(id)));
    }

    @Test
    void namesAPasskeyThatWasRevoked() {
        revoke();
        Session login = refusedLogin(authenticator);

        assertThat(unknownCredential(question(login, credentialId)).status()).isEqualTo(200);
    }

    @Test
    void saysNothingOfOtherSessionsAndPasskeys() {
        SoftwareAuthenticator unknown = neverRegistered();
        Session refused = refusedLogin(unknown);
        Session fresh = service.ceremonies().login();
        Session succeeded = service.ceremonies().login();
        TestAnswers.assertSignedIn(service.endpoint().post(service.ceremonies().request(succeeded, authenticator)));

        assertNothingToTell(unknownCredential(question(refused, credentialId)));
        assertNothingToTell(unknownCredential(question(fresh, credentialId)));
        assertNothingToTell(unknownCredential(question(succeeded, credentialId)));
        assertNothingToTell(unknownCredential(question(refused, "AAAA")));
        assertNothingToTell(unknownCredential(question(refused, credentialId).put("auth_session", "forged")));
    }

    @Test
    void saysNothingOfAPasskeyThatWasRefusedForAnotherReason() {
        Session login = service.ceremonies().login();
        ObjectNode request = service.ceremonies().request(login, authenticator);
        request.withObject("/authn_response/response").put("signature", "AAAA");
        TestAnswers.assertRefused(service.endpoint().post(request));

        assertNothingToTell(unknownCredential(question(login, credentialId)));
    }

    @Test
    void refusesQuestionsThatAreWrong() {
        Session login = service.ceremonies().login();

        TestAnswers.assertUnread(unknownCredential(JSON.createObjectNode()));
        TestAnswers.assertUnread(unknownCredential(question(login, "a b")));
        TestAnswers.assertUnread(unknownCredential(question(login, "").put("auth_session", 1)));
    }
}
