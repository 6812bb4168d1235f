package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.AttestationFormat;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Sign up, sign in, get tokens that any OIDC library verifies. */
class MainJobIT {

    private static final Suite suite = Suite.running();
    private static final Application demo = Application.demo();

    static Stream<Arguments> everyAlgorithmInEveryFormat() {
        return Arrays.stream(Algorithm.values()).flatMap(algorithm -> Arrays.stream(AttestationFormat.values())
                .map(format -> Arguments.of(algorithm, format)));
    }

    @ParameterizedTest
    @MethodSource("everyAlgorithmInEveryFormat")
    void signsPeopleUpAndIn(Algorithm algorithm, AttestationFormat format) {
        var authenticator = SoftwareAuthenticator.withAlgorithm(algorithm);
        var session = demo.signup();
        var passkey = authenticator.creation(session.options(), demo.origin()).attestation(format);

        var signedUp = new Person("", authenticator, session, demo.redeem(session, passkey.answer()));
        var signedIn = demo.signIn(signedUp).answer();

        assertThat(signedUp.tokens().status()).isEqualTo(200);
        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(200);
        assertThat(idToken(signedIn).required("sub").asString()).isEqualTo(signedUp.userId());
    }

    @Test
    void signsInWithAPasskeyThatCounts() {
        var person = demo.signUp(SoftwareAuthenticator.deviceBound(Algorithm.ES256));

        var first = demo.signIn(person);
        var second = demo.signIn(person);

        assertThat(first.answer().isOk()).isTrue();
        assertThat(second.answer().isOk()).isTrue();
        var used = suite.events().await(second.session().id(), "credential-used");
        assertThat(used.data().path("signatureCount").asLong()).isEqualTo(3);
    }

    @Test
    void offersCreationOptionsInTheContractsShape() {
        var answer = demo.register("ada." + Person.newEmail());

        var options = Session.of(answer).options();

        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("auth_session", "authn_params_public_key");
        assertThat(options.propertyNames())
                .containsExactlyInAnyOrder(
                        "challenge", "timeout", "rp", "user", "pubKeyCredParams", "authenticatorSelection");
        assertThat(options.path("rp")).hasToString("{\"id\":\"localhost\",\"name\":\"localhost\"}");
        assertThat(options.path("timeout").isNumber()).isTrue();
        assertThat(options.path("user").path("name").asString()).startsWith("ada.");
        assertThat(options.path("user").path("displayName").asString()).isEqualTo("Ada Lovelace");
        assertThat(decoded(options.path("user").path("id"))).matches("auth0\\|[0-9a-f]{24}");
        assertThat(options.path("pubKeyCredParams").valueStream().map(p -> p.path("alg")
                        .asInt()))
                .containsExactly(-8, -7, -257);
        assertThat(options.path("authenticatorSelection"))
                .hasToString("{\"residentKey\":\"required\",\"userVerification\":\"preferred\"}");
    }

    @Test
    void offersRequestOptionsInTheContractsShape() {
        var options = demo.login().options();

        assertThat(options.propertyNames())
                .containsExactlyInAnyOrder("challenge", "timeout", "rpId", "userVerification");
        assertThat(options.path("rpId").asString()).isEqualTo("localhost");
        assertThat(options.path("userVerification").asString()).isEqualTo("preferred");
        assertThat(options.path("timeout").isNumber()).isTrue();
    }

    @Test
    void asksForUserVerificationWhereTheClientDemandsIt() {
        var careful = Application.client("careful");

        var login = careful.login();
        var signup = careful.signup();

        assertThat(login.options().path("userVerification").asString()).isEqualTo("required");
        assertThat(signup.options()
                        .path("authenticatorSelection")
                        .path("userVerification")
                        .asString())
                .isEqualTo("required");
    }

    @Test
    void answersWithTokensInTheContractsShape() {
        var tokens = demo.signUp(Algorithm.EDDSA).json();

        assertThat(tokens.propertyNames())
                .containsExactlyInAnyOrder("access_token", "id_token", "scope", "expires_in", "token_type");
        assertThat(tokens.path("token_type").asString()).isEqualTo("Bearer");
        assertThat(tokens.path("expires_in").isNumber()).isTrue();
        assertThat(tokens.path("expires_in").asInt()).isEqualTo(86400);
        assertThat(tokens.path("scope").asString().split(" ")).containsExactlyInAnyOrder("openid", "profile", "email");
    }

    @Test
    void putsThePersonIntoTheIdToken() {
        var before = Instant.now().getEpochSecond();
        var person = demo.signUp(Algorithm.EDDSA);

        var signIn = demo.signIn(person);
        var claims = idToken(signIn.answer());

        assertThat(claims.path("iss").asString()).isEqualTo(suite.origin() + "/");
        assertThat(claims.path("aud")).hasToString("\"demo\"");
        assertThat(claims.path("sub").asString()).matches("auth0\\|[0-9a-f]{24}");
        assertThat(claims.path("email").asString()).isEqualTo(person.email());
        assertThat(claims.path("email_verified").isBoolean()).isTrue();
        assertThat(claims.path("email_verified").asBoolean()).isFalse();
        assertThat(claims.path("name").asString()).isEqualTo("Ada Lovelace");
        assertThat(claims.path("sid").asString()).isEqualTo(signIn.session().id());
        assertThat(claims.path("at_hash").asString()).isEqualTo(Tokens.leftHalfOfHash(accessToken(signIn.answer())));
        assertThat(claims.path("iat").asLong()).isBetween(before, Instant.now().getEpochSecond());
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(36000);
        assertThat(claims.path("auth_time").isNumber()).isTrue();
        assertThat(claims.path("amr").isArray()).isTrue();
        assertThat(claims.has("nonce")).isFalse();
    }

    @Test
    void signsTokensWithAPublishedKey() {
        var tokens = demo.signUp(Algorithm.EDDSA).tokens();
        var keys = Tokens.keys();

        assertThat(Stream.of(accessToken(tokens), tokens.json().path("id_token").asString()))
                .allSatisfy(token -> {
                    assertThat(Tokens.verifies(token, keys)).isTrue();
                    assertThat(Tokens.header(token).path("alg").asString()).isEqualTo("RS256");
                    assertThat(Tokens.header(token).path("typ").asString()).isEqualTo("JWT");
                });
    }

    @Test
    void givesAnAccessTokenForTheUserinfoEndpointByDefault() {
        var person = demo.signUp(Algorithm.EDDSA);

        var claims = Tokens.claims(accessToken(person.tokens()));

        assertThat(claims.path("iss").asString()).isEqualTo(suite.origin() + "/");
        assertThat(claims.path("sub").asString()).isEqualTo(person.userId());
        assertThat(audience(claims)).containsExactly(suite.origin() + "/userinfo");
        assertThat(claims.path("azp").asString()).isEqualTo("demo");
        assertThat(claims.path("scope").asString().split(" ")).containsExactlyInAnyOrder("openid", "profile", "email");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(86400);
        assertThat(claims.has("gty")).isFalse();
        assertThat(claims.has("jti")).isFalse();
    }

    @Test
    void givesAnAccessTokenForTheApiAskedFor() {
        var person = demo.signUp(Algorithm.EDDSA);
        var session = demo.login();

        var answer = demo.redeem(session, person.authenticator().get(session.options(), demo.origin()), body -> {
            body.put("audience", TestTenant.API);
            body.put("scope", "openid read:things write:things");
        });
        var claims = Tokens.claims(accessToken(answer));

        assertThat(audience(claims)).containsExactlyInAnyOrder(TestTenant.API, suite.origin() + "/userinfo");
        assertThat(answer.json().path("scope").asString().split(" "))
                .containsExactlyInAnyOrder("openid", "read:things");
        assertThat(claims.path("scope").asString())
                .isEqualTo(answer.json().path("scope").asString());
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(600);
    }

    @Test
    void givesNoIdTokenWithoutOpenid() {
        var person = demo.signUp(Algorithm.EDDSA);
        var session = demo.login();

        var answer = demo.redeem(session, person.authenticator().get(session.options(), demo.origin()), body -> {
            body.put("audience", TestTenant.API);
            body.put("scope", "read:things");
        });

        assertThat(answer.json().has("id_token")).isFalse();
        assertThat(answer.json().path("scope").asString()).isEqualTo("read:things");
        assertThat(audience(Tokens.claims(accessToken(answer)))).containsExactly(TestTenant.API);
    }

    @Test
    void keepsTheEmailToItselfWithoutItsScope() {
        var person = demo.signUp(Algorithm.EDDSA);
        var session = demo.login();

        var answer = demo.redeem(
                session,
                person.authenticator().get(session.options(), demo.origin()),
                body -> body.put("scope", "openid"));

        assertThat(answer.json().path("scope").asString()).isEqualTo("openid");
        assertThat(idToken(answer).has("email")).isFalse();
        assertThat(idToken(answer).has("name")).isFalse();
    }

    @Test
    void treatsEmailsAsEqualWhateverTheirLetterCase() {
        var person = demo.signUp(SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA), Person.newEmail());

        var again = demo.registerTaken(person.email().toUpperCase(Locale.ROOT));

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.error()).isEqualTo("invalid_request");
    }

    @Test
    void describesItselfByDiscovery() {
        var origin = suite.origin();

        var discovery = demo.door().get("/.well-known/openid-configuration").json();

        assertThat(discovery.path("issuer").asString()).isEqualTo(origin + "/");
        assertThat(discovery.path("token_endpoint").asString()).isEqualTo(origin + "/oauth/token");
        assertThat(discovery.path("jwks_uri").asString()).isEqualTo(origin + "/.well-known/jwks.json");
        assertThat(discovery.path("id_token_signing_alg_values_supported")).hasToString("[\"RS256\"]");
        assertThat(discovery.path("grant_types_supported").valueStream().map(JsonNode::asString))
                .contains(Application.GRANT);
        assertThat(demo.door().get("/.well-known/oauth-authorization-server").json())
                .isEqualTo(discovery);
    }

    @Test
    void publishesOnlyThePublicHalfOfItsKeys() {
        var keys = demo.door().get("/.well-known/jwks.json").json().path("keys");

        assertThat(keys.valueStream()).isNotEmpty().allSatisfy(key -> {
            assertThat(key.propertyNames())
                    .containsExactlyInAnyOrder("alg", "kty", "use", "n", "e", "kid", "x5t", "x5c");
            assertThat(key.path("alg").asString()).isEqualTo("RS256");
            assertThat(key.path("use").asString()).isEqualTo("sig");
        });
    }

    @Test
    void advertisesNoEndpointThatIsNotThere() {
        var discovery = demo.door().get("/.well-known/openid-configuration").json();

        var paths = discovery
                .propertyStream()
                .filter(member -> member.getKey().endsWith("_endpoint"))
                .map(member ->
                        member.getValue().asString().substring(suite.origin().length()));

        assertThat(paths)
                .contains("/oauth/token")
                .allSatisfy(path ->
                        assertThat(demo.door().get(path).status()).as(path).isNotEqualTo(404));
    }

    @Test
    void keepsItsAnswersOutOfEveryCache() {
        var signup = demo.register(Person.newEmail());
        var login = demo.challenge();
        var person = demo.signUp(Algorithm.EDDSA);
        var refused = demo.redeem(
                demo.login(), person.authenticator().get(demo.login().options(), demo.origin()));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(Stream.of(signup, login, person.tokens(), refused)).allSatisfy(answer -> {
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
            assertThat(answer.header("pragma")).isEqualTo("no-cache");
            assertThat(answer.header("content-type")).startsWith("application/json");
        });
    }

    private static JsonNode idToken(Answer answer) {
        return Tokens.claims(answer.json().required("id_token").asString());
    }

    private static String accessToken(Answer answer) {
        return answer.json().required("access_token").asString();
    }

    private static Stream<String> audience(JsonNode claims) {
        var audience = claims.required("aud");
        return audience.isArray() ? audience.valueStream().map(JsonNode::asString) : Stream.of(audience.asString());
    }

    private static String decoded(JsonNode base64Url) {
        return new String(Base64.getUrlDecoder().decode(base64Url.asString()), StandardCharsets.UTF_8);
    }
}
