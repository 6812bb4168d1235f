package dev.latchkey.registration.write.startenrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.registration.ServiceTest;
import dev.latchkey.registration.TestVault;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestIssuer;
import dev.latchkey.testing.TestTenant;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** {@code POST /me/v1/authentication-methods} (CONTRACT section 12). */
@ServiceTest
class StartEnrolmentIT {

    private static final String PATH = "/me/v1/authentication-methods";
    private static final String SCOPE = "create:me:authentication_methods";
    private static final String BODY = "{\"type\":\"passkey\"}";
    private static final SecureRandom RANDOM = new SecureRandom();

    @Autowired
    private HttpCaller caller;

    @Autowired
    private TestVault vault;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SealedTickets tickets;

    @Test
    void handsOutAChallengeForThePersonOfTheToken() {
        UserId person = known(new Profile("ada@b.test", null, null, "Ada Lovelace", null, null, null, null));

        HttpResponse<String> response = start(token(person), BODY);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location"))
                .contains("http://localhost:8080/me/v1/authentication-methods/passkey%7Cnew");
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        JsonNode body = HttpCaller.json(response);
        assertThat(body.propertyNames()).containsExactly("auth_session", "authn_params_public_key");
        Ticket ticket = tickets.open(body.get("auth_session").stringValue()).orElseThrow();
        JsonNode options = body.get("authn_params_public_key");
        assertThat(options.toString()).isEqualTo("""
                        {"challenge":"%s","timeout":60000,"rp":{"id":"localhost","name":"localhost"},\
                        "user":{"id":"%s","name":"ada@b.test","displayName":"Ada Lovelace"},\
                        "pubKeyCredParams":[{"type":"public-key","alg":-8},{"type":"public-key","alg":-7},\
                        {"type":"public-key","alg":-257}],\
                        "authenticatorSelection":{"residentKey":"required","userVerification":"preferred"}}""".formatted(
                ticket.challenge(), Base64.getUrlEncoder().withoutPadding().encodeToString(person.toUserHandle())));
        assertThat(ticket.purpose()).isEqualTo(Purpose.ENROLMENT);
        assertThat(ticket.userId()).isEqualTo(person);
        assertThat(ticket.clientId()).isEqualTo(TestTenant.DEMO);
        assertThat(ticket.realm()).isEqualTo(TestTenant.REALM);
        assertThat(ticket.domain()).isEqualTo(TestTenant.HOST);
        assertThat(ticket.profile()).isNull();
        assertThat(factOf(ticket)).contains("\"enrolment\"", person.toString()).doesNotContain("ada");
    }

    @Test
    void takesThePersonsOwnConnectionAndIdentity() {
        UserId person = known(Profile.ofEmail("own@b.test"));

        for (String identity : List.of(person.toString(), person.withoutProvider())) {
            assertThat(start(token(person), """
                            {"type":"passkey","connection":"%s","identity_user_id":"%s","use_exclude_credentials":true}""".formatted(TestTenant.REALM, identity))
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"type\":\"totp\"}",
                "{\"type\":1}",
                "{\"type\":\"passkey\",\"type\":\"passkey\"}",
                "{\"type\":\"passkey\",\"connection\":\"Closed\"}",
                "{\"type\":\"passkey\",\"connection\":\"no spaces\"}",
                "{\"type\":\"passkey\",\"connection\":\"\"}",
                "{\"type\":\"passkey\",\"connection\":7}",
                "{\"type\":\"passkey\",\"identity_user_id\":\"auth0|000000000000000000000000\"}",
                "{\"type\":\"passkey\",\"identity_user_id\":\"a b\"}",
                "{\"type\":\"passkey\",\"identity_user_id\":\"\"}"
            })
    void refusesWhatIsNotThePersonsOrCannotBeRead(String body) {
        long before = factCount();

        assertProblem(start(token(known(Profile.ofEmail("bad@b.test"))), body), 400);

        assertThat(factCount()).isEqualTo(before);
    }

    @Test
    void readsNothingButJson() {
        HttpResponse<String> response = caller.send(caller.request(PATH)
                .header("Authorization", "Bearer " + token(known(Profile.ofEmail("form@b.test"))))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(BODY)));

        assertProblem(response, 415);
    }

    @Test
    void refusesAMegabyte() {
        HttpResponse<String> response =
                start(token(known(Profile.ofEmail("big@b.test"))), "{\"type\":\"" + "x".repeat(1 << 20) + "\"}");

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void refusesBlockedPeople() {
        UserId person = known(Profile.ofEmail("blocked@b.test"));
        jdbc.sql("UPDATE users SET blocked = true WHERE user_id = ?")
                .param(person.toString())
                .update();

        assertProblem(start(token(person), BODY), 403);
    }

    @Test
    void refusesErasedPeopleAlsoWhenOnlyTheirKeyIsGone() {
        UserId known = known(Profile.ofEmail("erased@b.test"));
        jdbc.sql("UPDATE users SET erased = true, personal_data = NULL WHERE user_id = ?")
                .param(known.toString())
                .update();
        UserId unheardOf = known(Profile.ofEmail("gone@b.test"));
        vault.destroyKey(unheardOf);

        assertProblem(start(token(known), BODY), 403);
        assertProblem(start(token(unheardOf), BODY), 403);
    }

    @Test
    void asksToComeAgainWhenThePersonIsNotKnownYet() {
        HttpResponse<String> response = start(token(newUserId()), BODY);

        assertProblem(response, 503);
        assertThat(response.headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void asksToComeAgainWhenTheVaultIsAway() {
        UserId person = known(Profile.ofEmail("away@b.test"));
        vault.withdrawGrant();
        try {
            assertProblem(start(token(person), BODY), 503);
        } finally {
            vault.grant();
        }
    }

    static Stream<Arguments> badTokens() {
        String person = newUserId().toString();
        return Stream.of(
                arguments("nonsense", "nonsense"),
                arguments("without signature", unsigned(TestIssuer.accountToken(person, SCOPE, claims -> {}))),
                arguments("signed by a stranger", forged(person)),
                arguments("for operators", TestIssuer.token(SCOPE)),
                arguments("an ID token", changed(person, claims -> claims.audience(TestTenant.DEMO))),
                arguments("for another API", changed(person, claims -> claims.audience("https://api.example.com"))),
                arguments("of another issuer", changed(person, claims -> claims.issuer("https://evil.example/"))),
                arguments(
                        "expired",
                        changed(
                                person,
                                claims -> claims.expirationTime(
                                        Date.from(Instant.now().minusSeconds(90))))),
                arguments("of a machine", changed(person, claims -> claims.subject("operator@clients"))),
                arguments("of nobody", changed(person, claims -> claims.subject(null))),
                arguments("of an unknown application", changed(person, claims -> claims.claim("azp", "nobody"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void refusesATokenThatIsNotGood(String name, String token) {
        HttpResponse<String> response = start(token, BODY);

        assertProblem(response, 401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
    }

    @Test
    void needsAToken() {
        HttpResponse<String> response = caller.post(PATH, BODY);

        assertProblem(response, 401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void needsTheScope() {
        String token = TestIssuer.accountToken(
                known(Profile.ofEmail("scope@b.test")).toString(),
                "openid read:me:authentication_methods update:me:authentication_methods",
                claims -> {});

        HttpResponse<String> response = start(token, BODY);

        assertProblem(response, 403);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"insufficient_scope\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void knowsNoOtherMethod(String method) {
        HttpResponse<String> response = caller.send(caller.request(PATH)
                .header("Authorization", "Bearer " + token(known(Profile.ofEmail("method@b.test"))))
                .method(method, HttpRequest.BodyPublishers.noBody()));

        assertProblem(response, 405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
    }

    private HttpResponse<String> start(String token, String body) {
        return caller.send(caller.request(PATH)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private UserId known(Profile profile) {
        UserId person = newUserId();
        jdbc.sql("""
                        INSERT INTO users (user_id, sequence, realm, personal_data, created_at, updated_at)
                        VALUES (?, 0, ?, ?, now(), now())
                        """)
                .params(
                        person.toString(),
                        TestTenant.REALM,
                        new PersonalData(profile, null).encryptWith(vault.createKey(person)))
                .update();
        return person;
    }

    private static UserId newUserId() {
        byte[] random = new byte[UserId.RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return UserId.of(random);
    }

    private static String token(UserId person) {
        return TestIssuer.accountToken(person.toString(), SCOPE, claims -> {});
    }

    private static String changed(String person, Consumer<JWTClaimsSet.Builder> change) {
        return TestIssuer.accountToken(person, SCOPE, change);
    }

    private static String forged(String person) {
        String[] good = TestIssuer.accountToken(person, SCOPE, claims -> {}).split("\\.", -1);
        return good[0] + '.' + good[1] + '.' + TestIssuer.forgedToken(SCOPE).split("\\.", -1)[2];
    }

    /** The same claims under {@code alg: none}. */
    private static String unsigned(String token) {
        return "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0." + token.split("\\.", -1)[1] + ".";
    }

    private String factOf(Ticket ticket) {
        return jdbc.sql("SELECT convert_from(payload, 'UTF8') FROM domain_event WHERE stream_id = ?")
                .param(ticket.sessionId().toString())
                .query(String.class)
                .single();
    }

    private long factCount() {
        return jdbc.sql("SELECT count(*) FROM domain_event").query(Long.class).single();
    }

    private static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        JsonNode body = HttpCaller.json(response);
        assertThat(body.propertyNames()).contains("type", "status", "title", "detail");
        assertThat(body.get("status").intValue()).isEqualTo(status);
    }
}
