package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.testing.TestDatabase;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Refresh tokens at the door (CONTRACT section 7, HOSTILE 72, 76 to 79). */
@TokenServiceTest
class RefreshTokenIT {

    private static final String UNKNOWN =
            "{\"error\":\"invalid_grant\"," + "\"error_description\":\"Unknown or invalid refresh token.\"}";

    @Autowired
    TestService service;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestDatabase database;

    SoftwareAuthenticator authenticator;

    @BeforeEach
    void signUp() {
        authenticator = service.signedUp(Algorithm.ES256);
    }

    private Answer login(String client, String... members) {
        return TestSignIns.login(service, authenticator, client, members);
    }

    private Answer refresh(String client, String refreshToken, String... members) {
        return service.endpoint().post(TestSignIns.refresh(client, refreshToken, members));
    }

    private static String refreshToken(Answer answer) {
        TestAnswers.assertSignedIn(answer);
        assertThat(answer.text("refresh_token")).isNotEmpty();
        return answer.text("refresh_token");
    }

    private static void assertUnknown(Answer answer) {
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(403);
        assertThat(answer.rawText()).isEqualTo(UNKNOWN);
    }

    private List<String> factsOf(String refreshToken) {
        byte[] bytes = Base64.getUrlDecoder().decode(refreshToken);
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes);
        String grant = new java.util.UUID(buffer.getLong(), buffer.getLong()).toString();
        return jdbc.sql("SELECT event_name FROM domain_event WHERE stream_id = ? ORDER BY sequence_number")
                .param(grant)
                .query(String.class)
                .list();
    }

    @Test
    void givesOneOnlyToWhoeverAskedForOfflineAccessAndMayHaveIt() {
        assertThat(login("rotating").text("scope")).isEqualTo("openid profile email offline_access");
        assertThat(login("rotating", "scope", "openid").body().has("refresh_token"))
                .isFalse();
        Answer withoutGrant = login("demo");
        assertThat(withoutGrant.body().has("refresh_token")).isFalse();
        assertThat(withoutGrant.text("scope")).isEqualTo("openid profile email");
        assertThat(login("rotating", "audience", "https://online.example.com")
                        .body()
                        .has("refresh_token"))
                .isFalse();
        refreshToken(login("rotating", "audience", "https://api.example.com"));
    }

    @Test
    void exchangesOneForNewTokensOfTheSamePerson() {
        Answer login = login("rotating");
        JWKSet keys = TestJwts.keysOf(service.endpoint());

        Answer refreshed = refresh("rotating", refreshToken(login));

        assertThat(refreshed.status()).as(refreshed.rawText()).isEqualTo(200);
        assertThat(refreshed.body().propertyNames())
                .containsExactlyInAnyOrder(
                        "access_token", "refresh_token", "id_token", "scope", "expires_in", "token_type");
        assertThat(refreshed.text("scope")).isEqualTo("openid profile email offline_access");
        assertThat(refreshed.text("refresh_token")).isNotEqualTo(login.text("refresh_token"));
        var before = TestJwts.payload(login.text("id_token"));
        TestJwts.verified(refreshed.text("id_token"), keys);
        var after = TestJwts.payload(refreshed.text("id_token"));
        for (String claim : List.of("iss", "sub", "aud", "sid", "auth_time", "email", "name", "updated_at")) {
            assertThat(after.get(claim)).as(claim).isEqualTo(before.get(claim));
        }
        var access = TestJwts.payload(refreshed.text("access_token"));
        assertThat(access.path("gty").asString()).isEqualTo("refresh_token");
        assertThat(access.get("aud"))
                .isEqualTo(TestJwts.payload(login.text("access_token")).get("aud"));
        assertThat(factsOf(login.text("refresh_token"))).containsExactly("grant-opened", "refresh-token-rotated");
    }

    @Test
    void readsFormsAndIgnoresWhatItDoesNotKnow() {
        String token = refreshToken(login("rotating"));

        Answer refreshed = service.endpoint()
                .postForm(
                        "grant_type=refresh_token&client_id=rotating&redirect_uri=http%3A%2F%2Flocalhost&refresh_token="
                                + token);

        refreshToken(refreshed);
    }

    @Test
    void endsTheWholeFamilyWhenOneIsPresentedAgain() {
        String first = refreshToken(login("rotating"));
        String second = refreshToken(refresh("rotating", first));

        assertUnknown(refresh("rotating", first));

        assertUnknown(refresh("rotating", second));
        assertThat(factsOf(first))
                .containsExactly(
                        "grant-opened",
                        "refresh-token-rotated",
                        "refresh-token-refused",
                        "grant-revoked",
                        "refresh-token-refused");
    }

    @Test
    void leavesOtherFamiliesOfThePersonAlone() {
        String other = refreshToken(login("rotating"));
        String first = refreshToken(login("rotating"));
        refreshToken(refresh("rotating", first));
        assertUnknown(refresh("rotating", first));

        refreshToken(refresh("rotating", other));
    }

    @Test
    void handsTheSameSuccessorOutAgainWithinTheLeeway() {
        String first = refreshToken(login("lenient"));
        String second = refreshToken(refresh("lenient", first));

        assertThat(refreshToken(refresh("lenient", first))).isEqualTo(second);

        String third = refreshToken(refresh("lenient", second));
        assertUnknown(refresh("lenient", first));
        assertUnknown(refresh("lenient", third));
    }

    @Test
    void beginsNoSecondChainWhenManyCallersPresentOneAtOnce() throws Exception {
        String first = refreshToken(login("lenient"));
        List<String> successors = onTwoInstances("lenient", first, 50).stream()
                .map(RefreshTokenIT::refreshToken)
                .distinct()
                .toList();

        assertThat(successors).hasSize(1);
        assertThat(factsOf(first).stream().filter("refresh-token-rotated"::equals))
                .hasSize(1);
    }

    @Test
    void letsOneOfManyCallersThroughWithoutLeeway() throws Exception {
        String first = refreshToken(login("rotating"));
        List<Integer> statuses = onTwoInstances("rotating", first, 20).stream()
                .map(Answer::status)
                .sorted()
                .toList();

        assertThat(statuses).hasSize(20).startsWith(200, 403).endsWith(403);
        assertThat(factsOf(first)).contains("grant-revoked");
    }

    private List<Answer> onTwoInstances(String client, String refreshToken, int calls) throws Exception {
        try (ServiceInstance second = ServiceInstance.on(database);
                ExecutorService callers = Executors.newFixedThreadPool(16)) {
            List<TokenEndpoint> doors = List.of(service.endpoint(), second.endpoint());
            return callers
                    .invokeAll(IntStream.range(0, calls)
                            .<Callable<Answer>>mapToObj(index -> () ->
                                    doors.get(index % doors.size()).post(TestSignIns.refresh(client, refreshToken)))
                            .toList())
                    .stream()
                    .map(RefreshTokenIT::result)
                    .toList();
        }
    }

    private static Answer result(Future<Answer> call) {
        try {
            return call.get();
        } catch (Exception failed) {
            throw new AssertionError("no answer", failed);
        }
    }

    @Test
    void keepsGivingTheSameTokenWhereItDoesNotRotate() {
        String first = refreshToken(login("steady"));

        assertThat(refreshToken(refresh("steady", first))).isEqualTo(first);
        assertThat(refreshToken(refresh("steady", first))).isEqualTo(first);
        assertThat(factsOf(first)).containsExactly("grant-opened", "refresh-token-used", "refresh-token-used");
    }

    @Test
    void grantsLessWhenLessIsAskedForAndNeverMore() {
        String first = refreshToken(login("steady", "scope", "openid email offline_access"));

        assertThat(refresh("steady", first, "scope", "openid offline_access").text("scope"))
                .isEqualTo("openid offline_access");
        assertThat(refresh("steady", first, "scope", "openid profile phone write:things")
                        .text("scope"))
                .isEqualTo("openid");
        assertThat(refresh("steady", first).text("scope")).isEqualTo("openid email offline_access");
        Answer withoutOpenid = refresh("steady", first, "scope", "email");
        assertThat(withoutOpenid.body().has("id_token")).isFalse();
    }

    @Test
    void fetchesTokensForAnotherApiThatThePolicyNames() {
        String first = refreshToken(login("lenient"));

        Answer refreshed = refresh(
                "lenient",
                first,
                "audience",
                "http://localhost:8080/me/",
                "scope",
                "openid offline_access create:me:authentication_methods delete:me:authentication_methods");

        assertThat(refreshed.text("scope")).isEqualTo("openid offline_access create:me:authentication_methods");
        assertThat(TestJwts.claims(refreshed.text("access_token")).getAudience())
                .containsExactly("http://localhost:8080/me/", "http://localhost:8080/userinfo");
        Answer original = refresh("lenient", refreshed.text("refresh_token"));
        assertThat(TestJwts.claims(original.text("access_token")).getAudience())
                .containsExactly("http://localhost:8080/userinfo");
        Answer ignored =
                refresh("lenient", original.text("refresh_token"), "audience", "https://elsewhere.example.com");
        assertThat(TestJwts.claims(ignored.text("access_token")).getAudience())
                .containsExactly("http://localhost:8080/userinfo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "....", "AAAA", "\u00e4"})
    void refusesWhatIsNoRefreshToken(String token) {
        assertUnknown(refresh("rotating", token));
    }

    @Test
    void refusesEveryTokenThatDiffersInAByte() {
        String genuine = refreshToken(login("steady"));
        byte[] bytes = Base64.getUrlDecoder().decode(genuine);
        Stream<byte[]> mutants = IntStream.range(0, bytes.length).mapToObj(index -> {
            byte[] mutant = bytes.clone();
            mutant[index] ^= 1;
            return mutant;
        });

        mutants.map(Base64.getUrlEncoder().withoutPadding()::encodeToString)
                .forEach(mutant -> assertUnknown(refresh("steady", mutant)));

        assertUnknown(refresh("steady", genuine + "A"));
        assertUnknown(refresh("steady", genuine.substring(0, genuine.length() - 1)));
        refreshToken(refresh("steady", genuine));
        assertThat(factsOf(genuine)).containsExactly("grant-opened", "refresh-token-used");
    }

    static Stream<UnaryOperator<String>> spellings() {
        return Stream.of(
                token -> token.toUpperCase(Locale.ROOT),
                token -> token.toLowerCase(Locale.ROOT),
                token -> token + "=",
                token -> token + "==",
                token -> token + "%3D",
                token -> token + " ",
                token -> " " + token,
                token -> token + "\n",
                token -> token.substring(0, 20) + "\r\n" + token.substring(20),
                token -> token + "\0",
                token -> token + "\u200b",
                token -> "+" + token.substring(1),
                token -> token + ".",
                token -> token + token,
                token -> "Bearer " + token,
                token -> '"' + token + '"',
                token -> new StringBuilder(token).reverse().toString());
    }

    /** A token has one spelling, so that what is revoked or spent under one is under all. */
    @ParameterizedTest
    @MethodSource("spellings")
    void refusesEveryOtherSpelling(UnaryOperator<String> spelling) {
        String genuine = refreshToken(login("rotating"));

        assertUnknown(refresh("rotating", spelling.apply(genuine)));

        refreshToken(refresh("rotating", genuine));
    }

    @Test
    void refusesTheTokenOfAnotherClientAndRecordsIt() {
        String token = refreshToken(login("steady"));

        assertUnknown(refresh("rotating", token));

        assertThat(factsOf(token)).containsExactly("grant-opened", "refresh-token-refused");
        refreshToken(refresh("steady", token));
    }

    @Test
    void refusesAClientWithoutTheGrantType() {
        Answer answer = refresh("demo", refreshToken(login("steady")));

        TestAnswers.assertError(answer, 403, "unauthorized_client");
    }

    @Test
    void keepsAtMostTwoHundredFamiliesOfAPersonWithAClient() {
        String oldest = refreshToken(login("steady"));
        String next = refreshToken(login("steady"));
        for (int index = 0; index < 199; index++) {
            login("steady");
        }

        assertUnknown(refresh("steady", oldest));
        refreshToken(refresh("steady", next));
        assertThat(factsOf(oldest)).containsExactly("grant-opened", "grant-revoked", "refresh-token-refused");
    }

    @Test
    void tellsApartWhoIsErasedAndWhoIsBlocked() {
        String token = refreshToken(login("steady"));
        UserId user = UserId.of(TestJwts.payload(refresh("steady", token).text("access_token"))
                .path("sub")
                .asString());

        service.facts().add(new UserBlocked(user, Instant.now()));
        Answer blocked = refresh("steady", token);
        service.facts().add(new UserErased(user, Instant.now()));
        service.facts().destroyKeyOf(user.toString());
        Answer erased = refresh("steady", token);

        TestAnswers.assertError(blocked, 403, "access_denied");
        assertThat(blocked.text("error_description")).isEqualTo("user is blocked");
        TestAnswers.assertError(erased, 403, "invalid_grant");
        assertThat(erased.text("error_description"))
                .isEqualTo("The refresh_token was generated for a user who doesn't exist anymore.");
    }

    @Test
    void isNeverWrittenDown() {
        String token = refreshToken(login("steady"));
        String proof = token.substring(28);

        Long rows = jdbc.sql("""
                        SELECT count(*) FROM domain_event
                        WHERE position(convert_to(:proof, 'UTF8') IN payload) > 0
                        """).param("proof", proof).query(Long.class).single();

        assertThat(rows).isZero();
    }
}
