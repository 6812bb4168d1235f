package dev.latchkey.token;

import static dev.latchkey.token.TestAccount.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** Whose tokens open the My Account API (CONTRACT sections 10 and 12; HOSTILE 60, 78, 83, 84, 89). */
@TokenServiceTest
class MyAccountDoorIT {

    private static final String URL = "http://localhost:8080" + TestAccount.METHODS;

    @Autowired
    private TestService service;

    @ParameterizedTest
    @CsvSource({
        "POST, /me/v1/authentication-methods/passkey%7Cnew/verify, create:me:authentication_methods",
        "GET, /me/v1/authentication-methods, read:me:authentication_methods",
        "HEAD, /me/v1/authentication-methods, read:me:authentication_methods",
        "GET, /me/v1/authentication-methods/passkey%7Cdev_0000000000000000, read:me:authentication_methods",
        "PATCH, /me/v1/authentication-methods/passkey%7Cdev_0000000000000000, update:me:authentication_methods",
        "DELETE, /me/v1/authentication-methods/passkey%7Cdev_0000000000000000, delete:me:authentication_methods",
        "GET, /me/v1/factors, read:me:factors",
    })
    void needsTheScopeOfTheMethod(String method, String path, String scope) {
        TestAccount without = TestAccount.signedUp(service, TestAccount.ALL_SCOPES.replace(scope, ""));
        TestAccount with = TestAccount.signedUp(service, scope);

        Answer refused = without.send(method, path, "{}");
        if (!method.equals("HEAD")) {
            assertProblem(refused, 403);
            assertThat(refused.text("type")).endsWith(":insufficient_scope");
        }
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.raw().headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer error=\"insufficient_scope\"");
        assertThat(with.send(method, path, "{}").status()).isIn(200, 400, 404);
    }

    static Stream<Arguments> tokensThatAreNotGood() {
        return Stream.of(
                token("nonsense", (account, test) -> "nonsense"),
                token("an ID token", (account, test) -> test.signedUpWith("openid", URL_AUDIENCE)
                        .text("id_token")),
                token("for userinfo only", (account, test) -> test.signedUpWith("openid profile", null)
                        .text("access_token")),
                token("for another API", (account, test) -> test.signedUpWith(
                                "openid read:things", "https://api.example.com")
                        .text("access_token")),
                token(
                        "without a signature",
                        (account, test) -> "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0."
                                + account.token().split("\\.", -1)[1] + "."),
                token("signed with the public key as a secret", (account, test) -> test.withPublicKeyAsSecret(account)),
                token("with other claims", (account, test) -> {
                    String[] parts = account.token().split("\\.", -1);
                    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                            .replace("read:me:factors", "read:me:everyone");
                    return parts[0] + "."
                            + Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                            + "." + parts[2];
                }));
    }

    private static final String URL_AUDIENCE = "http://localhost:8080/me/";

    private interface BadToken {
        String of(TestAccount account, MyAccountDoorIT test);
    }

    private static Arguments token(String name, BadToken token) {
        return Arguments.of(name, token);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokensThatAreNotGood")
    void refusesATokenThatIsNotGood(String name, BadToken token) {
        TestAccount account = TestAccount.signedUp(service);

        Answer answer = account.with(token.of(account, this)).list();

        assertProblem(answer, 401);
        assertThat(answer.raw().headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        assertThat(account.list().status()).isEqualTo(200);
    }

    @Test
    void needsAToken() {
        Answer answer = service.endpoint().get(TestAccount.METHODS);

        assertProblem(answer, 401);
        assertThat(answer.raw().headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void takesATokenOnItsOwnDomainOnly() {
        TestAccount account = TestAccount.signedUp(service);

        assertProblem(
                account.endpoint()
                        .send(account.request("GET", TestAccount.METHODS, null)
                                .setHeader("Host", "id.example.com")
                                .header("Authorization", "Bearer " + account.token())),
                401);
        assertProblem(
                account.endpoint()
                        .send(account.request("GET", TestAccount.METHODS, null)
                                .setHeader("Host", "evil.example")
                                .header("Authorization", "Bearer " + account.token())),
                400);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /me/v1/authentication-methods/passkey%7Cdev_0000000000000000, 405",
        "DELETE, /me/v1/authentication-methods, 405",
        "GET, /me/v1/authentication-methods/passkey%7Cnew/verify, 405",
        "POST, /me/v1/factors, 405",
        "GET, /me/v1/nothing, 404",
    })
    void answersWhatIsNotThereInItsOwnShape(String method, String path, int status) {
        assertProblem(TestAccount.signedUp(service).send(method, path, null), status);
    }

    @Test
    void takesATokenThatIsBoundToAKeyWithItsProof() {
        TestProofs proofs = TestProofs.ofNewKey();
        String token = boundToken(proofs);

        Answer answer = send("DPoP", token, proofs.proof("GET", URL, ath(token)));

        assertThat(answer.status()).as(answer.rawText()).isEqualTo(200);
        assertThat(answer.body().get("authentication_methods")).hasSize(1);
    }

    private interface BadProof {
        @Nullable
        String of(TestProofs proofs, String token);
    }

    private static Arguments proof(String name, BadProof proof) {
        return Arguments.of(name, proof);
    }

    static Stream<Arguments> proofsThatAreNotGood() {
        return Stream.of(
                proof("none", (proofs, token) -> null),
                proof("nonsense", (proofs, token) -> "nonsense"),
                proof("of another key", (proofs, token) -> TestProofs.ofNewKey().proof("GET", URL, ath(token))),
                proof("for another method", (proofs, token) -> proofs.proof("POST", URL, ath(token))),
                proof("for another path", (proofs, token) -> proofs.proof("GET", URL + "/x", ath(token))),
                proof("for another token", (proofs, token) -> proofs.proof("GET", URL, ath(token + "x"))),
                proof("for no token", (proofs, token) -> proofs.proof("GET", URL, claims -> {})),
                proof(
                        "old",
                        (proofs, token) -> proofs.proof(
                                "GET",
                                URL,
                                ath(token)
                                        .andThen(claims -> claims.issueTime(
                                                Date.from(Instant.now().minusSeconds(600)))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("proofsThatAreNotGood")
    void refusesABoundTokenWhoseProofIsNotGood(String name, BadProof proof) {
        TestProofs proofs = TestProofs.ofNewKey();
        String token = boundToken(proofs);

        Answer answer = send("DPoP", token, proof.of(proofs, token));

        assertProblem(answer, 401);
        assertThat(answer.raw().headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("DPoP error=\"invalid_");
    }

    @Test
    void refusesAProofThatWasUsedBefore() {
        TestProofs proofs = TestProofs.ofNewKey();
        String token = boundToken(proofs);
        String proof = proofs.proof("GET", URL, ath(token));
        assertThat(send("DPoP", token, proof).status()).isEqualTo(200);

        assertProblem(send("DPoP", token, proof), 401);
    }

    @Test
    void refusesABoundTokenAsBearerAndABearerTokenAsBound() {
        TestProofs proofs = TestProofs.ofNewKey();
        String bound = boundToken(proofs);
        String bearer = TestAccount.signedUp(service).token();

        assertProblem(send("Bearer", bound, null), 401);
        assertProblem(send("Bearer", bound, proofs.proof("GET", URL, ath(bound))), 401);
        assertProblem(send("DPoP", bearer, proofs.proof("GET", URL, ath(bearer))), 401);
    }

    private static Consumer<JWTClaimsSet.Builder> ath(String token) {
        return claims -> claims.claim("ath", TestProofs.hashOf(token));
    }

    private Answer send(String scheme, String token, @Nullable String proof) {
        HttpRequest.Builder request =
                service.endpoint().request(TestAccount.METHODS).header("Authorization", scheme + " " + token);
        if (proof != null) {
            request.header("DPoP", proof);
        }
        return service.endpoint().send(request.GET());
    }

    private String boundToken(TestProofs proofs) {
        String url = "http://localhost:8080/oauth/token";
        ObjectNode request = signup(TestAccount.ALL_SCOPES, URL_AUDIENCE);
        Answer asked =
                service.endpoint().post(request, "application/json", "DPoP", proofs.proof("POST", url, claims -> {}));
        String nonce = asked.raw().headers().firstValue("DPoP-Nonce").orElseThrow();
        Answer answer = service.endpoint()
                .post(
                        request,
                        "application/json",
                        "DPoP",
                        proofs.proof("POST", url, claims -> claims.claim("nonce", nonce)));
        assertThat(answer.text("token_type")).as(answer.rawText()).isEqualTo("DPoP");
        return answer.text("access_token");
    }

    private Answer signedUpWith(String scope, @Nullable String audience) {
        Answer answer = service.endpoint().post(signup(scope, audience));
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(200);
        return answer;
    }

    private ObjectNode signup(String scope, @Nullable String audience) {
        ObjectNode request = service.ceremonies()
                .request(
                        service.ceremonies().signup(UUID.randomUUID() + "@example.com"),
                        SoftwareAuthenticator.withAlgorithm(Algorithm.ES256));
        request.put("scope", scope);
        if (audience != null) {
            request.put("audience", audience);
        }
        return request;
    }

    private String withPublicKeyAsSecret(TestAccount account) {
        JWK key = TestJwts.keysOf(service.endpoint()).getKeys().getFirst();
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                TestJwts.claims(account.token()));
        try {
            forged.sign(new MACSigner(key.toRSAKey().toRSAPublicKey().getEncoded()));
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
        return forged.serialize();
    }
}
