package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code /userinfo} (CONTRACT section 8, HOSTILE 83, 84, 90, 108). */
@TokenServiceTest
class UserinfoIT {

    @Autowired
    TestService service;

    SoftwareAuthenticator authenticator;

    @BeforeEach
    void signUp() {
        authenticator = service.signedUp(Algorithm.ES256);
    }

    private Answer login(String... members) {
        return TestSignIns.login(service, authenticator, "steady", members);
    }

    private Answer userinfo(String authorization) {
        HttpRequest.Builder request = service.endpoint().request("/userinfo").GET();
        return service.endpoint()
                .send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    private static void assertInvalidToken(Answer answer) {
        TestAnswers.assertError(answer, 401, "invalid_token");
        assertThat(answer.raw().headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
    }

    @Test
    void saysWhatTheScopesAllow() {
        Answer login = login();

        Answer answer = userinfo("Bearer " + login.text("access_token"));

        var idToken = TestJwts.payload(login.text("id_token"));
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(200);
        assertThat(answer.body().propertyNames())
                .containsExactlyInAnyOrder("sub", "name", "nickname", "updated_at", "email", "email_verified");
        for (String claim : answer.body().propertyNames()) {
            assertThat(answer.body().get(claim)).as(claim).isEqualTo(idToken.get(claim));
        }
        assertThat(answer.raw().headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void saysOnlyTheSubjectForOpenidAlone() {
        Answer answer = userinfo("Bearer " + login("scope", "openid").text("access_token"));

        assertThat(answer.body().propertyNames()).containsExactly("sub");
    }

    @Test
    void takesPostToo() {
        String token = login().text("access_token");

        Answer answer = service.endpoint()
                .send(service.endpoint()
                        .request("/userinfo")
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void takesATokenForAnApiThatNamesUserinfo() {
        String token = login("audience", "https://api.example.com").text("access_token");

        assertThat(userinfo("Bearer " + token).status()).isEqualTo(200);
    }

    @Test
    void refusesATokenWithoutOpenid() {
        Answer answer = userinfo("Bearer "
                + login("scope", "email", "audience", "https://api.example.com").text("access_token"));

        assertInvalidToken(answer);
    }

    @Test
    void refusesTokensOfABlockedPerson() {
        String token = login().text("access_token");
        UserId user = UserId.of(TestJwts.payload(token).path("sub").asString());
        service.facts().add(new UserBlocked(user, Instant.now()));

        assertInvalidToken(userinfo("Bearer " + token));
    }

    static Stream<String> authorizationsThatAreNone() {
        return Stream.of(
                "",
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Bearer x y",
                "Basic eDp5",
                "Bearer " + unsigned("{\"alg\":\"none\"}"),
                "Bearer " + unsigned("{\"alg\":\"HS256\",\"kid\":\"../../etc/passwd\"}"),
                "Bearer " + unsigned("{\"alg\":\"RS256\",\"crit\":[\"x\"],\"x\":1}"),
                "Bearer " + "a".repeat(6000));
    }

    private static String unsigned(String header) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + "."
                + encoder.encodeToString("{\"sub\":\"auth0|1\"}".getBytes(StandardCharsets.UTF_8))
                + ".AAAA";
    }

    @ParameterizedTest
    @MethodSource("authorizationsThatAreNone")
    void refusesWhatIsNoAccessToken(String authorization) {
        assertInvalidToken(userinfo(authorization));
    }

    @Test
    void refusesAnIdTokenAndATamperedOne() {
        Answer login = login();
        String token = login.text("access_token");

        assertInvalidToken(userinfo("Bearer " + login.text("id_token")));
        assertInvalidToken(userinfo("Bearer " + token.substring(0, token.length() - 4) + "AAAA"));
        assertInvalidToken(userinfo("Bearer " + token.substring(1)));
    }
}
