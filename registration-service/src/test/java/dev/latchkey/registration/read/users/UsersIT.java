package dev.latchkey.registration.read.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.events.UserEvent;
import dev.latchkey.kernel.events.UserUnblocked;
import dev.latchkey.kernel.messaging.ReceivedEvent;
import dev.latchkey.kernel.privacy.IdentifierHasher;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.values.Profile;
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
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class UsersIT {

    private static final Instant CREATED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-23T11:22:33.456Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    @Autowired
    private HttpCaller caller;

    @Autowired
    private UsersProjection projection;

    @Autowired
    private IdentifierHasher hasher;

    @Autowired
    private TestVault vault;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void showsAUserInTheShapeOfTheManagementApi() {
        UserId user = newUserId();
        take(
                0,
                created(
                        user,
                        TestTenant.REALM,
                        new Profile(
                                "shape@b.test",
                                null,
                                null,
                                "Ada Lovelace",
                                "Ada",
                                "Lovelace",
                                "Countess",
                                "https://b.test/p"),
                        Map.of("plan", "x")));

        HttpResponse<String> response = look(user);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.body()).isEqualTo("""
                {"user_id":"%s","email":"shape@b.test","email_verified":false,"name":"Ada Lovelace",\
                "given_name":"Ada","family_name":"Lovelace","nickname":"Countess","picture":"https://b.test/p",\
                "identities":[{"connection":"Username-Password-Authentication","provider":"auth0",\
                "user_id":"%s","isSocial":false}],"user_metadata":{"plan":"x"},\
                "created_at":"2026-11-22T10:00:00.000Z","updated_at":"2026-11-22T10:00:00.000Z",\
                "logins_count":0,"blocked":false}""".formatted(user, user.withoutProvider()));
    }

    @Test
    void leavesOutWhatAPersonDidNotSay() {
        UserId user = newUserId();
        take(0, created(user, "short@b.test"));

        assertThat(HttpCaller.json(look(user)).propertyNames())
                .containsExactly(
                        "user_id",
                        "email",
                        "email_verified",
                        "identities",
                        "user_metadata",
                        "created_at",
                        "updated_at",
                        "logins_count",
                        "blocked");
    }

    /** CONTRACT section 13: a person is shown by what they are known by, and nothing is said of what they have not. */
    @Test
    void showsAPhoneNumberAndAUsername() {
        UserId user = newUserId();
        Profile profile = new Profile(null, "+4930123456", "ada", null, null, null, null, null);
        take(0, created(user, TestTenant.REALM, profile, null));

        assertThat(look(user).body())
                .startsWith("{\"user_id\":\"" + user + "\",\"phone_number\":\"+4930123456\",\"phone_verified\":false,"
                        + "\"username\":\"ada\",\"identities\":");
    }

    /** A username that looks like an address is no address: whoever has it is somebody else. */
    @Test
    void findsByEmailOnlyWhoHasItAsAnEmailAddress() {
        Profile profile = new Profile(null, null, "like@b.test", null, null, null, null, null);
        take(0, created(newUserId(), TestTenant.REALM, profile, null));

        assertThat(lookByEmail("?email=like%40b.test").body()).isEqualTo("[]");
    }

    @Test
    void readsARawVerticalBarInThePathToo() {
        UserId user = newUserId();
        take(0, created(user, "raw@b.test"));

        assertThat(caller.statusOf("GET /api/v2/users/" + user + " HTTP/1.1\r\nHost: localhost:8080\r\n"
                        + "Authorization: Bearer " + TestIssuer.token("read:users") + "\r\nConnection: close\r\n\r\n"))
                .isEqualTo(200);
    }

    @Test
    void findsUsersByEmailInEveryConnectionHoweverItIsWritten() {
        UserId one = newUserId();
        UserId other = newUserId();
        take(0, created(one, TestTenant.REALM, Profile.ofEmail("find@xn--bcher-kva.example"), null));
        take(0, created(other, ServiceTest.CLOSED_REALM, Profile.ofEmail("find@xn--bcher-kva.example"), null));
        take(0, created(newUserId(), "find2@xn--bcher-kva.example"));

        JsonNode found = HttpCaller.json(lookByEmail("?email=Find%40B%C3%9CCHER.example"));

        assertThat(idsOf(found)).containsExactlyInAnyOrder(one.toString(), other.toString());
    }

    @Test
    void findsNobodyByAnUnknownEmail() {
        HttpResponse<String> response = lookByEmail("?email=nobody%40b.test");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?email=", "?email=x", "?email=a%40b.test&email=c%40d.test", "?mail=a%40b.test"})
    void needsOneEmailAddress(String query) {
        assertRefused(
                lookByEmail(query),
                400,
                "Bad Request",
                "Query validation error: 'email' must be given once and be an email address.",
                "invalid_query_string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth0%7C000000000000000000000000", "auth0%7C1", "x", "'%20OR%201=1", "google%7C1"})
    void knowsNobodyElse(String id) {
        assertRefused(
                caller.get("/api/v2/users/" + id, TestIssuer.token("read:users")),
                404,
                "Not Found",
                "The user does not exist.",
                "inexistent_user");
    }

    @Test
    void showsBlocksAndTheirEnd() {
        UserId user = newUserId();
        take(0, created(user, "blocked@b.test"));

        take(1, new UserBlocked(user, LATER));
        assertThat(HttpCaller.json(look(user)).get("blocked").booleanValue()).isTrue();
        assertThat(HttpCaller.json(look(user)).get("updated_at").stringValue()).isEqualTo("2026-11-23T11:22:33.456Z");

        take(2, new UserUnblocked(user, LATER.plusSeconds(1)));
        assertThat(HttpCaller.json(look(user)).get("blocked").booleanValue()).isFalse();
    }

    @Test
    void takesNoNoticeOfFactsThatComeTwiceOrLate() {
        UserId user = newUserId();
        UserCreated created = created(user, "twice@b.test");
        UserBlocked blocked = new UserBlocked(user, LATER);
        UserUnblocked unblocked = new UserUnblocked(user, LATER.plusSeconds(1));
        take(0, created);
        take(0, created);
        take(1, blocked);
        take(2, unblocked);
        List<Map<String, Object>> once = rowsOf(user);

        take(1, blocked);
        take(0, created);
        take(2, unblocked);
        take(1, blocked);

        assertThat(rowsOf(user)).isEqualTo(once);
        assertThat(HttpCaller.json(lookByEmail("?email=twice%40b.test"))).hasSize(1);
    }

    @Test
    void comesToTheSameTableFromTheStart() {
        UserId user = newUserId();
        UserCreated created = created(user, "again@b.test");
        UserBlocked blocked = new UserBlocked(user, LATER);
        take(0, created);
        take(1, blocked);
        List<Map<String, Object>> before = rowsOf(user);

        jdbc.sql("TRUNCATE " + String.join(", ", projection.tables())).update();
        assertThat(rowsOf(user)).isEmpty();
        take(0, created);
        take(1, blocked);

        assertThat(rowsOf(user)).isEqualTo(before);
    }

    @Test
    void forgetsThePersonWhoIsErased() {
        UserId user = newUserId();
        UserCreated created = created(user, "erased@b.test");
        take(0, created);

        take(1, new UserErased(user, LATER));
        take(0, created);

        assertThat(look(user).statusCode()).isEqualTo(404);
        assertThat(lookByEmail("?email=erased%40b.test").body()).isEqualTo("[]");
        assertThat(rowsOf(user).toString()).doesNotContain(created.personalData());
    }

    @Test
    void tellsTheNextPersonFromTheOneWhoIsErasedLate() {
        UserId former = newUserId();
        UserId next = newUserId();
        take(0, created(former, "passed-on@b.test"));
        take(0, created(next, "passed-on@b.test"));

        take(1, new UserErased(former, LATER));

        assertThat(idsOf(HttpCaller.json(lookByEmail("?email=passed-on%40b.test"))))
                .containsExactly(next.toString());
    }

    @Test
    void showsNothingOnceTheKeyIsDestroyed() {
        UserId user = newUserId();
        take(0, created(user, "keyless@b.test"));

        vault.destroyKey(user);

        assertThat(look(user).statusCode()).isEqualTo(404);
        assertThat(lookByEmail("?email=keyless%40b.test").body()).isEqualTo("[]");
    }

    @Test
    void saysThatItCannotAnswerWhileTheVaultCannotBeRead() {
        UserId user = newUserId();
        take(0, created(user, "vault@b.test"));
        vault.withdrawGrant();
        try {
            HttpResponse<String> response = look(user);

            assertRefused(
                    response,
                    503,
                    "Service Unavailable",
                    "The service cannot answer now. Try again later.",
                    "temporarily_unavailable");
            assertThat(response.headers().firstValue("Retry-After")).contains("2");
        } finally {
            vault.grant();
        }
    }

    @Test
    void keepsNothingReadableInItsTables() {
        UserId user = newUserId();
        take(
                0,
                created(
                        user,
                        TestTenant.REALM,
                        new Profile("canary@canary.test", null, null, "Canary", null, null, null, null),
                        Map.of("canary", "canary")));

        assertThat(rowsOf(user).toString()).doesNotContainIgnoringCase("canary");
        assertThat(jdbc.sql("SELECT hash || type FROM user_identifier WHERE user_id = ?")
                        .param(user.toString())
                        .query(String.class)
                        .list()
                        .toString())
                .doesNotContainIgnoringCase("canary");
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                arguments("forged", TestIssuer.forgedToken("read:users")),
                arguments("nonsense", "nonsense"),
                arguments("without signature", unsigned(TestIssuer.token("read:users"))),
                arguments(
                        "expired",
                        changed(claims ->
                                claims.expirationTime(Date.from(Instant.now().minusSeconds(90))))),
                arguments("without expiry", changed(claims -> claims.expirationTime(null))),
                arguments(
                        "from the future",
                        changed(claims ->
                                claims.notBeforeTime(Date.from(Instant.now().plusSeconds(90))))),
                arguments("of another issuer", changed(claims -> claims.issuer("https://evil.example/"))),
                arguments("without issuer", changed(claims -> claims.issuer(null))),
                arguments("for another API", changed(claims -> claims.audience("https://api.example.com"))),
                arguments("for nobody", changed(claims -> claims.audience((String) null))),
                arguments(
                        "for another domain's API", changed(claims -> claims.audience("https://evil.example/api/v2/"))),
                arguments("of another type", TestIssuer.tokenOfType("dpop+jwt", "read:users")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void refusesATokenThatIs(String what, String token) {
        HttpResponse<String> response = caller.get("/api/v2/users/auth0%7C1", token);

        assertRefused(response, 401, "Unauthorized", "Invalid token.", "invalid_token");
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2/users/auth0%7C1", "/api/v2/users-by-email?email=a%40b.test"})
    void needsAToken(String path) {
        HttpResponse<String> response = caller.send(caller.request(path).GET());

        assertRefused(response, 401, "Unauthorized", "Missing authentication.", "missing_authentication");
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "read:authentication_methods", "read:user read:users2", "READ:USERS"})
    void needsTheScope(String scope) {
        HttpResponse<String> response = caller.get("/api/v2/users/auth0%7C1", TestIssuer.token(scope));

        assertRefused(
                response, 403, "Forbidden", "Insufficient scope, expected any of: read:users", "insufficient_scope");
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer error=\"insufficient_scope\", scope=\"read:users\"");
    }

    @Test
    void takesTheTypeOfRfc9068Too() {
        assertThat(caller.get("/api/v2/users/x", TestIssuer.tokenOfType("at+jwt", "read:users"))
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "PATCH", "POST", "PUT"})
    void changesNothing(String method) {
        HttpResponse<String> response = caller.send(caller.request("/api/v2/users/auth0%7C1")
                .header("Authorization", "Bearer " + TestIssuer.token("read:users"))
                .method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/users/",
                "/api/v2/users/a/b",
                "/api/v2/users//a",
                "/api/v2/users/a;x=y",
                "/api/v2/users/x/..;/auth0%7C1",
                "/api/v2/users/a/authentication-methods",
                "/api/v2/users-by-email/x",
                "/api/v1/users/a"
            })
    void isNowhereElse(String path) {
        assertThat(caller.get(path, TestIssuer.token("read:users")).statusCode())
                .isEqualTo(404);
    }

    private static String changed(Consumer<JWTClaimsSet.Builder> change) {
        return TestIssuer.token("read:users", change);
    }

    /** The same claims under {@code alg: none}. */
    private static String unsigned(String token) {
        return "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0." + token.split("\\.")[1] + ".";
    }

    private static UserId newUserId() {
        byte[] random = new byte[UserId.RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return UserId.of(random);
    }

    private UserCreated created(UserId user, String email) {
        return created(user, TestTenant.REALM, Profile.ofEmail(email), null);
    }

    private UserCreated created(UserId user, String realm, Profile profile, @Nullable Map<String, String> metadata) {
        List<IdentifierHash> hashes = hasher.hashAll(realm, profile);
        String personalData = new PersonalData(profile, metadata).encryptWith(vault.createKey(user));
        return new UserCreated(user, realm, CREATED, hashes, personalData);
    }

    private void take(long sequence, UserEvent event) {
        projection.on(new ReceivedEvent(event, sequence));
    }

    private HttpResponse<String> look(UserId user) {
        return caller.get("/api/v2/users/" + user.toString().replace("|", "%7C"), TestIssuer.token("read:users"));
    }

    private HttpResponse<String> lookByEmail(String query) {
        return caller.get("/api/v2/users-by-email" + query, TestIssuer.token("read:users"));
    }

    private static List<String> idsOf(JsonNode users) {
        return users.valueStream()
                .map(user -> user.get("user_id").stringValue())
                .toList();
    }

    private List<Map<String, Object>> rowsOf(UserId user) {
        return jdbc.sql("SELECT * FROM users LEFT JOIN user_identifier USING (user_id) WHERE user_id = ?")
                .param(user.toString())
                .query()
                .listOfRows();
    }

    private static void assertRefused(
            HttpResponse<String> response, int status, String error, String message, String errorCode) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(HttpCaller.json(response))
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"statusCode\":%d,\"error\":\"%s\",\"message\":\"%s\",\"errorCode\":\"%s\"}"
                                .formatted(status, error, message, errorCode)));
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }
}
