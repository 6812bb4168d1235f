package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What operators can look up, fed from Kafka and rebuilt at will. */
class LookUpsIT {

    private static final Duration TIME_TO_BECOME_CONSISTENT = Duration.ofSeconds(20);
    private static final Suite suite = Suite.running();
    private static final Application demo = Application.demo();
    private static final Operator operator = Operator.signedIn();

    @Test
    void findsAPersonById() {
        var person = demo.signUp(Algorithm.EDDSA);

        var user = eventually(person);

        assertThat(user.path("user_id").asString()).isEqualTo(person.userId());
        assertThat(user.path("email").asString()).isEqualTo(person.email());
        assertThat(user.path("email_verified").asBoolean(true)).isFalse();
        assertThat(user.path("name").asString()).isEqualTo("Ada Lovelace");
        assertThat(user.path("created_at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(user.path("identities").path(0).path("connection").asString())
                .isEqualTo(TestTenant.REALM);
        assertThat("auth0|" + user.path("identities").path(0).path("user_id").asString())
                .isEqualTo(person.userId());
    }

    @Test
    void findsAPersonByEmailWhateverTheLetterCase() {
        var person = demo.signUp(Algorithm.EDDSA);
        eventually(person);

        var found = operator.usersByEmail(person.email().toUpperCase(Locale.ROOT));
        var nobody = operator.usersByEmail(Person.newEmail());

        assertThat(found.json().valueStream().map(user -> user.path("user_id").asString()))
                .containsExactly(person.userId());
        assertThat(nobody.status()).isEqualTo(200);
        assertThat(nobody.json().isEmpty()).isTrue();
    }

    @Test
    void keepsTheMetadataOfASignup() {
        var authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA);
        var session = Session.of(demo.register(
                Person.newEmail(), body -> body.putObject("user_metadata").put("plan", "gold")));
        var person = new Person(
                "",
                authenticator,
                session,
                demo.redeem(session, authenticator.create(session.options(), demo.origin())));

        var user = eventually(person);

        assertThat(user.path("user_metadata")).hasToString("{\"plan\":\"gold\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EDDSA", "ES256", "RS256"})
    void listsThePasskeysOfAPerson(String algorithm) {
        var person = demo.signUp(Algorithm.valueOf(algorithm));
        eventually(person);

        var methods = awaitPasskeys(person);
        var passkey = methods.path(0);
        var own = person.authenticator().passkeys().getFirst();

        assertThat(methods.size()).isEqualTo(1);
        assertThat(passkey.path("type").asString()).isEqualTo("passkey");
        assertThat(passkey.path("id").asString()).matches("passkey\\|dev_[A-Za-z0-9_-]{16}");
        assertThat(Base64.getUrlDecoder().decode(passkey.path("key_id").asString()))
                .isEqualTo(own.credentialId());
        assertThat(Base64.getDecoder().decode(passkey.path("public_key").asString()))
                .isNotEmpty();
        assertThat(passkey.path("public_key").asString().length() % 4).isZero();
        assertThat(Base64.getUrlDecoder().decode(passkey.path("user_handle").asString()))
                .isEqualTo(own.userHandle());
        assertThat(passkey.path("identity_user_id").asString()).isEqualTo(person.userId());
        assertThat(passkey.path("aaguid").asString()).isEqualTo(SoftwareAuthenticator.AAGUID.toString());
        assertThat(passkey.path("relying_party_identifier").asString()).isEqualTo("localhost");
        assertThat(passkey.path("credential_device_type").asString()).isEqualTo("multi_device");
        assertThat(passkey.path("credential_backed_up").asBoolean()).isTrue();
        assertThat(passkey.path("transports")).hasToString("[\"internal\",\"hybrid\"]");
    }

    @Test
    void isTheSameAfterItWasRebuilt() {
        var person = demo.signUp(Algorithm.EDDSA);
        var user = eventually(person);
        var passkeys = awaitPasskeys(person);

        suite.command("rebuild", "users");
        suite.command("rebuild", "credentials");
        var newcomer = demo.signUp(Algorithm.EDDSA);

        assertThat(eventually(person)).isEqualTo(user);
        assertThat(awaitPasskeys(person)).isEqualTo(passkeys);
        assertThat(eventually(newcomer).path("email").asString()).isEqualTo(newcomer.email());
        assertThat(demo.register(person.email()).status()).isEqualTo(400);
    }

    @Test
    void answersOnlyThoseWhoMayAsk() {
        var person = demo.signUp(Algorithm.EDDSA);
        eventually(person);
        var powerless = Operator.with(
                Operator.token("powerless").json().path("access_token").asString(""));
        var themself = Operator.with(person.json().path("access_token").asString());
        var forged = Operator.with("eyJhbGciOiJub25lIn0.e30.");
        var garbage = Operator.with("x");

        assertThat(operator.user(person.userId()).status()).isEqualTo(200);
        assertThat(lookUps(themself, person))
                .allSatisfy(answer -> assertThat(answer.status()).isIn(401, 403));
        assertThat(lookUps(forged, person)).allSatisfy(LookUpsIT::assertUnauthorized);
        assertThat(lookUps(garbage, person)).allSatisfy(LookUpsIT::assertUnauthorized);
        assertThat(lookUps(powerless, person))
                .allSatisfy(answer -> assertThat(answer.status()).isIn(401, 403));
        assertThat(demo.door()
                        .get("/api/v2/users-by-email?email=a%40example.com")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void refusesIdTokensWhereAccessTokensAreDue() {
        var person = demo.signUp(Algorithm.EDDSA);

        var answers = lookUps(Operator.with(person.json().path("id_token").asString()), person);

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(401, 403));
    }

    @Test
    void saysWhenThereIsNobody() {
        var answer = operator.user("auth0|000000000000000000000001");

        assertThat(answer.status()).as("%s", answer).isEqualTo(404);
        assertThat(answer.json().path("statusCode").asInt()).isEqualTo(404);
        assertThat(answer.json().path("message").asString()).isNotBlank();
    }

    @Test
    void givesOperatorsATokenForTheManagementApi() {
        var token = Operator.token("operator").json();
        var claims = Tokens.claims(token.path("access_token").asString());

        assertThat(token.has("id_token")).isFalse();
        assertThat(claims.path("aud").toString()).contains(suite.origin() + "/api/v2/");
        assertThat(claims.path("scope").asString().split(" "))
                .contains("read:users", "delete:users", "read:authentication_methods", "read:logs", "read:audit")
                .doesNotContain("openid")
                .hasSize(23);
        assertThat(claims.path("gty").asString()).isEqualTo("client-credentials");
        assertThat(Tokens.verifies(token.path("access_token").asString(), Tokens.keys()))
                .isTrue();
    }

    private static Stream<Answer> lookUps(Operator asking, Person person) {
        return Stream.of(
                asking.user(person.userId()),
                asking.usersByEmail(person.email()),
                asking.authenticationMethods(person.userId()));
    }

    private static void assertUnauthorized(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).startsWith("Bearer");
        assertThat(answer.body()).doesNotContain("example.com");
    }

    private static JsonNode eventually(Person person) {
        var userId = person.userId();
        await("the look-up of " + userId).atMost(TIME_TO_BECOME_CONSISTENT).until(() -> operator.user(userId)
                .isOk());
        return operator.user(userId).json();
    }

    private static JsonNode awaitPasskeys(Person person) {
        var userId = person.userId();
        await("the passkeys of " + userId)
                .atMost(TIME_TO_BECOME_CONSISTENT)
                .until(() -> operator.authenticationMethods(userId).isOk()
                        && !operator.authenticationMethods(userId).json().isEmpty());
        return operator.authenticationMethods(userId).json();
    }
}
