package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.testing.TestTenant;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a success answers, and what the tokens say (CONTRACT sections 1.8 and 6). */
@TokenServiceTest
class TokensIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String API = "https://api.example.com";
    private static final String USERINFO = "http://localhost:8080/userinfo";

    @Autowired
    TestService service;

    SoftwareAuthenticator authenticator;
    String email;
    Session signup;
    JWKSet keys;

    @BeforeEach
    void signUp() {
        keys = TestJwts.keysOf(service.endpoint());
        authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA);
        email = UUID.randomUUID() + "@example.com";
        signup = service.ceremonies().signup(email);
        TestAnswers.assertSignedIn(service.endpoint().post(service.ceremonies().request(signup, authenticator)));
    }

    private Answer login(Session login, String... members) {
        ObjectNode body = service.ceremonies().request(login, authenticator);
        for (int index = 0; index < members.length; index += 2) {
            body.put(members[index], members[index + 1]);
        }
        Answer answer = service.endpoint().post(body);
        TestAnswers.assertSignedIn(answer);
        return answer;
    }

    private Answer login(String... members) {
        return login(service.ceremonies().login(), members);
    }

    private JWTClaimsSet idToken(Answer answer) {
        return TestJwts.verified(answer.text("id_token"), keys);
    }

    private JWTClaimsSet accessToken(Answer answer) {
        return TestJwts.verified(answer.text("access_token"), keys);
    }

    @Test
    void answersWhatTheContractSaysAndNoMore() {
        Answer answer = login();

        assertThat(answer.body().propertyNames())
                .containsExactlyInAnyOrder("access_token", "id_token", "scope", "expires_in", "token_type");
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.body().path("expires_in").isNumber()).isTrue();
        assertThat(answer.raw().headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.raw().headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.raw().headers().allValues("Pragma")).containsExactly("no-cache");
        assertThat(answer.raw().headers().map().keySet()).doesNotContain("set-cookie", "server", "x-powered-by");
    }

    @Test
    void headsTokensAsLibrariesExpect() {
        Answer answer = login();

        assertThat(List.of(answer.text("id_token"), answer.text("access_token")))
                .allSatisfy(
                        token -> assertThat(TestJwts.parse(token).getHeader().toJSONObject())
                                .containsOnlyKeys("alg", "typ", "kid")
                                .containsEntry("alg", "RS256")
                                .containsEntry("typ", "JWT"));
    }

    @Test
    void saysInTheIdTokenWhoSignedInWhenAndHow() throws Exception {
        Session login = service.ceremonies().login();
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        Answer answer = login(login, "scope", "openid");

        JWTClaimsSet claims = idToken(answer);
        assertThat(claims.getClaims())
                .containsOnlyKeys("iss", "sub", "aud", "iat", "exp", "auth_time", "sid", "amr", "at_hash");
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:8080/");
        assertThat(claims.getSubject()).isEqualTo(String.valueOf(signup.ticket().userId()));
        assertThat(TestJwts.payload(answer.text("id_token")).path("aud").asString())
                .isEqualTo("demo");
        assertThat(claims.getStringClaim("sid")).isEqualTo(login.id());
        assertThat(claims.getStringListClaim("amr")).containsExactly("phr", "swk", "user");
        assertThat(claims.getIssueTime().toInstant()).isBetween(before, Instant.now());
        assertThat(claims.getLongClaim("auth_time"))
                .isEqualTo(claims.getIssueTime().toInstant().getEpochSecond());
        assertThat(lifetime(claims)).isEqualTo(Duration.ofSeconds(36_000));
        assertThat(claims.getStringClaim("at_hash")).isEqualTo(leftHalf(answer.text("access_token")));
    }

    private static String leftHalf(String token) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        return Base64Url.encode(Arrays.copyOf(hash, 16));
    }

    private static Duration lifetime(JWTClaimsSet claims) {
        return Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant());
    }

    @Test
    void saysThatAKeyIsBoundToItsDevice() throws Exception {
        authenticator = service.signedUp(SoftwareAuthenticator.deviceBound(Algorithm.ES256));

        Answer answer = login();

        assertThat(idToken(answer).getStringListClaim("amr")).containsExactly("phr", "hwk", "user");
    }

    @Test
    void namesThePersonAsFarAsTheScopesGo() {
        assertThat(idToken(login("scope", "openid profile")).getClaims())
                .containsEntry("name", email)
                .containsEntry("nickname", email.substring(0, email.indexOf('@')))
                .containsKey("updated_at")
                .doesNotContainKeys("email", "email_verified", "phone_number", "given_name", "picture");
        assertThat(idToken(login("scope", "openid email")).getClaims())
                .containsEntry("email", email)
                .containsEntry("email_verified", false)
                .doesNotContainKeys("name", "nickname", "updated_at");
        assertThat(idToken(login("scope", "openid phone")).getClaims())
                .doesNotContainKeys("phone_number", "phone_number_verified", "email", "name");
    }

    @Test
    void tellsTheWholeProfileOfAPersonWhoGaveOne() {
        String phone = "+4930" + Math.abs(UUID.randomUUID().hashCode());
        Profile profile = new Profile(
                UUID.randomUUID() + "@example.com",
                phone,
                null,
                "Ada Lovelace",
                "Ada",
                "Lovelace",
                "ada",
                "https://example.com/ada.png");
        Session full = service.ceremonies()
                .signup("ignored@example.com", ticket -> new TestTickets(ticket).with("profile", profile));

        Answer answer = service.endpoint()
                .post(service.ceremonies()
                        .request(full, SoftwareAuthenticator.withAlgorithm(Algorithm.ES256))
                        .put("scope", "openid profile email phone"));

        TestAnswers.assertSignedIn(answer);
        assertThat(idToken(answer).getClaims())
                .containsEntry("name", "Ada Lovelace")
                .containsEntry("given_name", "Ada")
                .containsEntry("family_name", "Lovelace")
                .containsEntry("nickname", "ada")
                .containsEntry("picture", "https://example.com/ada.png")
                .containsEntry("phone_number", phone)
                .containsEntry("phone_number_verified", false);
    }

    @Test
    void givesNoIdTokenWithoutOpenid() {
        Answer answer = login("scope", "profile email");

        assertThat(answer.body().has("id_token")).isFalse();
        assertThat(answer.text("scope")).isEqualTo("profile email");
        assertThat(accessToken(answer).getAudience()).containsExactly(USERINFO);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            openid profile email offline_access | openid profile email
            email openid openid email           | email openid
            '  openid   '                       | openid
            OPENID openid                       | openid
            openid admin read:things            | openid
            openid\tprofile                     | ''
            ''                                  | ''
            """)
    void grantsWhatItKnowsOfTheScopesAndSaysSo(String requested, String granted) {
        Answer answer = login("scope", requested);

        assertThat(answer.text("scope")).isEqualTo(granted);
        assertThat(answer.body().path("scope").isString()).isTrue();
        assertThat(String.valueOf(accessToken(answer).getClaim("scope"))).isEqualTo(granted);
        assertThat(answer.body().has("refresh_token")).isFalse();
    }

    @Test
    void grantsTheUsualScopesToARequestThatNamesNone() {
        Session login = service.ceremonies().login();
        ObjectNode body = service.ceremonies().request(login, authenticator);

        Answer answer = service.endpoint().post(body.without("scope").asObject());

        assertThat(answer.text("scope")).isEqualTo("openid profile email");
    }

    @Test
    void givesAnAccessTokenForTheUserinfoEndpointWhenNoApiIsNamed() {
        Answer answer = login();

        JWTClaimsSet claims = accessToken(answer);
        assertThat(claims.getClaims()).containsOnlyKeys("iss", "sub", "aud", "iat", "exp", "azp", "scope");
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:8080/");
        assertThat(claims.getSubject()).isEqualTo(String.valueOf(signup.ticket().userId()));
        assertThat(claims.getAudience()).containsExactly(USERINFO);
        assertThat(claims.getClaim("azp")).isEqualTo("demo");
        assertThat(claims.getClaim("scope")).isEqualTo("openid profile email");
        assertThat(lifetime(claims)).isEqualTo(Duration.ofSeconds(86_400));
        assertThat(answer.body().path("expires_in").asInt()).isEqualTo(86_400);
    }

    @Test
    void givesAnAccessTokenForTheApiThatIsNamed() {
        Answer answer = login("audience", API, "scope", "openid read:things delete:things");

        JWTClaimsSet claims = accessToken(answer);
        assertThat(claims.getAudience()).containsExactly(API, USERINFO);
        assertThat(claims.getClaim("scope")).isEqualTo("openid read:things");
        assertThat(answer.text("scope")).isEqualTo("openid read:things");
        assertThat(lifetime(claims)).isEqualTo(Duration.ofSeconds(600));
        assertThat(answer.body().path("expires_in").asInt()).isEqualTo(600);
    }

    @Test
    void namesOnlyTheApiWithoutOpenid() {
        Answer answer = login("audience", API, "scope", "write:things");

        assertThat(TestJwts.payload(answer.text("access_token")).path("aud").asString())
                .isEqualTo(API);
        assertThat(answer.text("scope")).isEqualTo("write:things");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com/",
                "https://API.example.com",
                "https://other.example.com",
                "http://localhost:8080/api/v2/",
                ""
            })
    void readsNoAudienceThatIsNoApiOfOurs(String audience) {
        Session login = service.ceremonies().login();
        ObjectNode body = service.ceremonies().request(login, authenticator).put("audience", audience);

        Answer answer = service.endpoint().post(body);

        TestAnswers.assertUnread(answer);
        assertThat(service.facts().of(login)).isEmpty();
    }

    @Test
    void recordsTheGrantAsItWasGiven() {
        Session login = service.ceremonies().login();

        login(login, "audience", API, "scope", "openid read:things admin");

        String grant = service.facts()
                .members(login.id(), "auth-session-redeemed", "grantId")
                .getFirst();
        assertThat(service.facts().of(grant)).containsExactly("grant-opened");
        assertThat(JSON.readTree(
                        service.facts().members(grant, "grant-opened", "scope").getFirst()))
                .isEqualTo(JSON.readTree("[\"openid\",\"read:things\"]"));
        assertThat(JSON.readTree(service.facts()
                        .members(grant, "grant-opened", "audience")
                        .getFirst()))
                .isEqualTo(JSON.readTree("[\"" + API + "\",\"" + USERINFO + "\"]"));
    }

    @Test
    void givesTokensThatLiveAsLongAsTheClientSays() {
        Session login = service.ceremonies().login(ticket -> new TestTickets(ticket).with("clientId", TestTenant.WEB));

        Answer answer = login(login, "client_id", TestTenant.WEB, "client_secret", TestTenant.WEB_SECRET);

        assertThat(lifetime(idToken(answer))).isEqualTo(Duration.ofSeconds(120));
        assertThat(lifetime(accessToken(answer))).isEqualTo(Duration.ofSeconds(300));
        assertThat(answer.body().path("expires_in").asInt()).isEqualTo(300);
    }

    private Answer operator(String host, String... members) {
        ObjectNode body = JSON.createObjectNode()
                .put("grant_type", "client_credentials")
                .put("client_id", TestTenant.OPERATOR)
                .put("client_secret", TestTenant.OPERATOR_SECRET);
        for (int index = 0; index < members.length; index += 2) {
            body.put(members[index], members[index + 1]);
        }
        return service.endpoint().post(body, "application/json", "Host", host);
    }

    @Test
    void givesOperatorsATokenOfTheirOwn() {
        Answer answer = operator(TestTenant.HOST, "audience", "http://localhost:8080/api/v2/");

        assertThat(answer.body().propertyNames())
                .containsExactlyInAnyOrder("access_token", "scope", "expires_in", "token_type");
        JWTClaimsSet claims = accessToken(answer);
        assertThat(claims.getClaims()).containsOnlyKeys("iss", "sub", "aud", "iat", "exp", "azp", "scope", "gty");
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:8080/");
        assertThat(claims.getSubject()).isEqualTo("operator@clients");
        assertThat(claims.getAudience()).containsExactly("http://localhost:8080/api/v2/");
        assertThat(claims.getClaim("azp")).isEqualTo("operator");
        assertThat(claims.getClaim("gty")).isEqualTo("client-credentials");
        assertThat(String.valueOf(claims.getClaim("scope")).split(" "))
                .containsExactlyInAnyOrder("read:users", "read:authentication_methods");
        assertThat(lifetime(claims)).isEqualTo(Duration.ofSeconds(86_400));
    }

    @Test
    void givesOperatorsTheScopesTheyAskForIfTheyMay() {
        assertThat(operator(TestTenant.HOST, "scope", "read:users delete:users openid")
                        .text("scope"))
                .isEqualTo("read:users");
        assertThat(operator(TestTenant.HOST, "scope", "delete:users").text("scope"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://id.example.com/api/v2/", "http://localhost:8080/api/v2", API, USERINFO, ""})
    void givesOperatorsNoTokenForAnotherAudience(String audience) {
        Answer answer = operator(TestTenant.HOST, "audience", audience);

        TestAnswers.assertUnread(answer);
    }

    @Test
    void issuesInTheNameOfTheDomainThatWasAsked() {
        Answer answer = operator("id.example.com");

        JWTClaimsSet claims = accessToken(answer);
        assertThat(claims.getIssuer()).isEqualTo("https://id.example.com/");
        assertThat(claims.getAudience()).containsExactly("https://id.example.com/api/v2/");
    }
}
