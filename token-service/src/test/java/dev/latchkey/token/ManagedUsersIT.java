package dev.latchkey.token;

import static dev.latchkey.token.TestOperator.assertRefused;
import static dev.latchkey.token.TestOperator.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** People as operators make and change them, with the facts behind it. */
@TokenServiceTest
class ManagedUsersIT {

    @Autowired
    TestService service;

    TestOperator operator;
    String email;

    @BeforeEach
    void signIn() {
        operator = TestOperator.of(service);
        email = UUID.randomUUID() + "@example.com";
    }

    private String created() {
        Answer answer = operator.create(person(email));
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(201);
        return answer.text("user_id");
    }

    @Test
    void createsAPersonWithoutAPasskeyAndSaysWhoDidIt() {
        ObjectNode body = person(email.toUpperCase(java.util.Locale.ROOT))
                .put("name", "Ada")
                .put("email_verified", true)
                .put("blocked", true);
        body.putObject("user_metadata").put("plan", "gold").putObject("nested").put("deep", 1);
        body.putObject("app_metadata").put("roles", "admin");

        Answer answer = operator.create(body);

        assertThat(answer.status()).as(answer.rawText()).isEqualTo(201);
        assertThat(answer.text("email")).isEqualTo(email);
        assertThat(answer.body().get("email_verified").booleanValue()).isTrue();
        assertThat(answer.body().at("/user_metadata/nested/deep").intValue()).isEqualTo(1);
        assertThat(answer.body().at("/app_metadata/roles").stringValue()).isEqualTo("admin");
        assertThat(answer.body().at("/identities/0/connection").stringValue())
                .isEqualTo("Username-Password-Authentication");
        assertThat(answer.body().get("blocked").booleanValue()).isTrue();
        String user = answer.text("user_id");
        assertThat(service.facts().of(user)).containsExactly("user-created", "user-blocked");
        assertThat(service.facts().actors(user)).containsOnly("client:" + TestOperator.CLIENT);
        assertThat(service.facts().payloads(user)).doesNotContain(email, "Ada", "gold", "admin");
    }

    @Test
    void takesAnIdThatFitsTheFormOnceAndForAll() {
        ObjectNode body = person(email).put("user_id", "507f1f77bcf86cd7994390aa");

        Answer first = operator.create(body);
        Answer second = operator.create(person("x" + email).put("user_id", "auth0|507f1f77bcf86cd7994390aa"));

        assertThat(first.text("user_id")).isEqualTo("auth0|507f1f77bcf86cd7994390aa");
        assertRefused(second, 409, "identity_conflict");
        assertThat(operator.create(person("x" + email)).status()).isEqualTo(201);
    }

    @Test
    void refusesAPersonWhoIsThereAlready() {
        created();

        Answer answer = operator.create(person(email));

        assertRefused(answer, 409, "identity_conflict");
        assertThat(answer.text("message")).isEqualTo("The user already exists.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":\"a@example.com\"}",
                "{\"connection\":\"Username-Password-Authentication\"}",
                "{\"connection\":\"Username-Password-Authentication\",\"email\":\"no address\"}",
                "{\"connection\":\"Username-Password-Authentication\",\"email\":\"a@example.com\",\"password\":\"secret\"}",
                "{\"connection\":\"Username-Password-Authentication\",\"email\":\"a@example.com\",\"wrong\":1}",
                "{\"connection\":\"Username-Password-Authentication\",\"email\":\"a@example.com\",\"user_id\":\"me\"}",
                "{\"connection\":\"Username-Password-Authentication\",\"email\":\"a@example.com\",\"blocked\":\"yes\"}",
                "{\"connection\":\"Username-Password-Authentication\",\"email\":\"a@example.com\",\"user_metadata\":[]}",
                "{\"connection\":\"Username-Password-Authentication\",\"email\":\"a@example.com\",\"app_metadata\":{\"a.b\":1}}"
            })
    void refusesAPersonItCannotUnderstand(String body) {
        long before = service.facts().count();

        Answer answer = operator.send("POST", TestOperator.USERS, TestOperator.JSON.readTree(body));

        assertRefused(answer, 400, "invalid_body");
        assertThat(service.facts().count()).isEqualTo(before);
    }

    @Test
    void saysThatThereAreNoPasswords() {
        Answer answer = operator.create(person(email).put("password", "secret"));

        assertThat(answer.text("message")).contains("passkeys").doesNotContain("secret");
    }

    @Test
    void refusesAnUnknownConnection() {
        assertRefused(operator.create(person(email).put("connection", "nowhere")), 400, "inexistent_connection");
    }

    @Test
    void mergesMetadataAtTheTopAndTakesAwayWithNull() {
        String user = created();
        operator.change(user, "{\"user_metadata\":{\"a\":1,\"b\":{\"x\":1},\"c\":3}}");

        Answer answer = operator.change(user, "{\"user_metadata\":{\"b\":{\"y\":2},\"c\":null}}");

        assertThat(answer.status()).as(answer.rawText()).isEqualTo(200);
        assertThat(answer.body().get("user_metadata"))
                .isEqualTo(TestOperator.JSON.readTree("{\"a\":1,\"b\":{\"y\":2}}"));
        assertThat(operator.change(user, "{\"user_metadata\":{}}").body().get("user_metadata"))
                .isEqualTo(TestOperator.JSON.readTree("{}"));
        assertThat(service.facts().of(user))
                .containsExactly(
                        "user-created", "user-profile-changed", "user-profile-changed", "user-profile-changed");
    }

    @Test
    void recordsNothingWhereNothingIsDifferent() {
        String user = created();

        Answer answer = operator.change(user, "{\"email\":\"" + email + "\",\"blocked\":false}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(service.facts().of(user)).containsExactly("user-created");
    }

    @Test
    void claimsANewAddressAndReleasesTheOldOne() {
        String user = created();
        operator.change(user, "{\"email_verified\":true}");

        Answer answer = operator.change(user, "{\"email\":\"new-" + email + "\"}");

        assertThat(answer.text("email")).isEqualTo("new-" + email);
        assertThat(answer.body().get("email_verified").booleanValue()).isFalse();
        assertRefused(operator.create(person("new-" + email)), 409, "identity_conflict");
        assertThat(operator.create(person(email)).status()).isEqualTo(201);
    }

    @Test
    void leavesEverythingAsItIsWhenAnAddressIsTaken() {
        String user = created();
        operator.create(person("taken-" + email));

        Answer answer = operator.change(user, "{\"email\":\"taken-" + email + "\",\"name\":\"Ada\"}");

        assertRefused(answer, 409, "identity_conflict");
        assertThat(service.facts().of(user)).containsExactly("user-created");
        assertRefused(operator.create(person(email)), 409, "identity_conflict");
    }

    @Test
    void doesNotKnowStrangers() {
        assertRefused(operator.change("auth0|000000000000000000000000", "{}"), 404, "inexistent_user");
        assertRefused(operator.change("nobody", "{}"), 404, "inexistent_user");
    }

    @Test
    void refusesABodyThatIsNoJson() {
        Answer answer = operator.endpoint()
                .send(operator.endpoint()
                        .request(TestOperator.USERS)
                        .header("Authorization", "Bearer " + operator.token())
                        .header("Content-Type", "text/plain")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));

        assertRefused(answer, 415, "unsupported_media_type");
    }

    @Test
    void blocksAndUnblocksWithTheNextRedemptionAndRefresh() {
        SoftwareAuthenticator authenticator = service.signedUp(Algorithm.ES256);
        String user = new String(authenticator.passkeys().getFirst().userHandle(), StandardCharsets.UTF_8);
        String refreshToken =
                TestSignIns.login(service, authenticator, "rotating").text("refresh_token");
        Session session = service.ceremonies().login();
        ObjectNode login = service.ceremonies().request(session, authenticator);

        operator.change(user, "{\"blocked\":true}");

        assertThat(service.endpoint().post(login).status()).isEqualTo(403);
        assertThat(service.facts().reasons(session)).containsExactly(RejectionReason.USER_BLOCKED.name());
        assertThat(service.endpoint()
                        .post(TestSignIns.refresh("rotating", refreshToken))
                        .status())
                .isEqualTo(403);
        operator.change(user, "{\"blocked\":false}");
        TestAnswers.assertSignedIn(service.endpoint()
                .post(service.ceremonies().request(service.ceremonies().login(), authenticator)));
        assertThat(service.facts().of(user)).isEqualTo(List.of("user-created", "user-blocked", "user-unblocked"));
    }

    @Test
    void tellsApplicationsWhatItChanged() {
        SoftwareAuthenticator authenticator = service.signedUp(Algorithm.ES256);
        String user = new String(authenticator.passkeys().getFirst().userHandle(), StandardCharsets.UTF_8);
        operator.change(user, "{\"name\":\"Countess Ada\",\"email_verified\":true}");

        Answer answer = service.endpoint()
                .post(service.ceremonies().request(service.ceremonies().login(), authenticator));

        ObjectNode idToken = TestJwts.payload(answer.text("id_token"));
        assertThat(idToken.get("name").stringValue()).isEqualTo("Countess Ada");
        assertThat(idToken.get("email_verified").booleanValue()).isTrue();
    }

    @Test
    void letsNobodyChangePeopleWithoutTheScope() {
        Answer token = service.endpoint()
                .post(TestOperator.JSON
                        .createObjectNode()
                        .put("grant_type", "client_credentials")
                        .put("client_id", "operator")
                        .put("client_secret", dev.latchkey.testing.TestTenant.OPERATOR_SECRET)
                        .put("audience", "http://localhost:8080/api/v2/"));
        TestOperator reader = new TestOperator(service.endpoint(), token.text("access_token"));

        assertRefused(reader.create(person(email)), 403, "insufficient_scope");
        assertRefused(reader.erase("auth0|000000000000000000000000"), 403, "insufficient_scope");
    }
}
