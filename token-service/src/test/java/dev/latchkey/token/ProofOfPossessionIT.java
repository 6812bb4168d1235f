package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** DPoP (RFC 9449, CONTRACT section 10, HOSTILE 78 and 89). */
@TokenServiceTest
class ProofOfPossessionIT {

    private static final String TOKEN_URL = "http://localhost:8080/oauth/token";
    private static final String USERINFO_URL = "http://localhost:8080/userinfo";
    private static final JOSEObjectType PROOF = new JOSEObjectType("dpop+jwt");

    @Autowired
    TestService service;

    SoftwareAuthenticator authenticator;
    ECKey key;

    @BeforeEach
    void signUp() throws JOSEException {
        authenticator = service.signedUp(Algorithm.ES256);
        key = new ECKeyGenerator(Curve.P_256).generate();
    }

    private ObjectNode loginRequest(String client) {
        Session login = service.ceremonies().login(ticket -> new TestTickets(ticket).with("clientId", client));
        return service.ceremonies()
                .request(login, authenticator)
                .put("client_id", client)
                .put("scope", TestSignIns.OFFLINE);
    }

    private Answer post(ObjectNode body, String proof) {
        return service.endpoint().post(body, "application/json", "DPoP", proof);
    }

    private static JWTClaimsSet.Builder claims(String method, String url) {
        return new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", url)
                .issueTime(new Date());
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).type(PROOF);
    }

    private static String sign(JWTClaimsSet claims, ECKey key) {
        return sign(header().jwk(key.toPublicJWK()).build(), claims, key);
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims, ECKey key) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException broken) {
            throw new AssertionError("cannot sign", broken);
        }
    }

    /** A nonce as a first attempt without one is told it. */
    private String nonce() {
        Answer answer =
                post(loginRequest("steady"), sign(claims("POST", TOKEN_URL).build(), key));
        TestAnswers.assertError(answer, 400, "use_dpop_nonce");
        assertThat(answer.text("error_description")).isEqualTo("Authorization server requires nonce in DPoP proof");
        return answer.raw().headers().firstValue("DPoP-Nonce").orElseThrow();
    }

    private String proof(String nonce) {
        return sign(claims("POST", TOKEN_URL).claim("nonce", nonce).build(), key);
    }

    @Test
    void bindsTokensToTheKeyThatTheRequestProves() throws JOSEException {
        Answer login = post(loginRequest("steady"), proof(nonce()));

        TestAnswers.assertSignedIn(login);
        assertThat(login.text("token_type")).isEqualTo("DPoP");
        assertThat(TestJwts.payload(login.text("access_token"))
                        .path("cnf")
                        .path("jkt")
                        .asString())
                .isEqualTo(key.computeThumbprint().toString());
    }

    @Test
    void consumesNoSessionWhenItAsksForANonce() {
        ObjectNode body = loginRequest("steady");
        Answer first = post(body, sign(claims("POST", TOKEN_URL).build(), key));
        String nonce = first.raw().headers().firstValue("DPoP-Nonce").orElseThrow();

        Answer second = post(body, proof(nonce));

        TestAnswers.assertSignedIn(second);
    }

    @Test
    void answersBearerWithoutAProof() {
        assertThat(service.endpoint().post(loginRequest("steady")).text("token_type"))
                .isEqualTo("Bearer");
    }

    @Test
    void demandsAProofOfAClientThatMustBindItsTokens() {
        TestAnswers.assertError(service.endpoint().post(loginRequest("bound")), 400, "invalid_dpop_proof");

        TestAnswers.assertSignedIn(post(loginRequest("bound"), proof(nonce())));
    }

    @Test
    void takesEachProofOnce() {
        String proof = proof(nonce());
        TestAnswers.assertSignedIn(post(loginRequest("steady"), proof));

        TestAnswers.assertError(post(loginRequest("steady"), proof), 400, "invalid_dpop_proof");
    }

    private record Spoiled(String name, UnaryOperator<JWTClaimsSet.Builder> claims) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Spoiled> spoiledProofs() {
        return Stream.of(
                new Spoiled("for another method", claims -> claims.claim("htm", "GET")),
                new Spoiled("for another URL", claims -> claims.claim("htu", "https://evil.example.com/oauth/token")),
                new Spoiled("for another path", claims -> claims.claim("htu", USERINFO_URL)),
                new Spoiled("without a method", claims -> claims.claim("htm", null)),
                new Spoiled("without a URL", claims -> claims.claim("htu", null)),
                new Spoiled("without an id", claims -> claims.jwtID(null)),
                new Spoiled("without a time", claims -> claims.issueTime(null)),
                new Spoiled(
                        "of ten minutes ago",
                        claims -> claims.issueTime(Date.from(Instant.now().minus(Duration.ofMinutes(10))))),
                new Spoiled(
                        "of the future",
                        claims -> claims.issueTime(Date.from(Instant.now().plus(Duration.ofMinutes(10))))));
    }

    @ParameterizedTest
    @MethodSource("spoiledProofs")
    void refusesAProofThatIsSpoiled(Spoiled spoiled) {
        JWTClaimsSet claims = spoiled.claims()
                .apply(claims("POST", TOKEN_URL).claim("nonce", nonce()))
                .build();

        TestAnswers.assertError(post(loginRequest("steady"), sign(claims, key)), 400, "invalid_dpop_proof");
    }

    @Test
    void refusesAProofThatItsKeyDidNotSign() throws JOSEException {
        JWTClaimsSet claims = claims("POST", TOKEN_URL).claim("nonce", nonce()).build();
        ECKey other = new ECKeyGenerator(Curve.P_256).generate();
        List<JWSHeader> headers = List.of(
                header().jwk(other.toPublicJWK()).build(),
                header().jwk(key.toPublicJWK()).type(JOSEObjectType.JWT).build(),
                header().build());

        for (JWSHeader header : headers) {
            TestAnswers.assertError(post(loginRequest("steady"), sign(header, claims, key)), 400, "invalid_dpop_proof");
        }
        TestAnswers.assertError(post(loginRequest("steady"), "not a proof"), 400, "invalid_dpop_proof");
    }

    private record SpoiledHeader(String name, Function<ProofOfPossessionIT, String> proof) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<SpoiledHeader> spoiledHeaders() {
        return Stream.of(
                new SpoiledHeader("with its private key", test -> raw("ES256", test.key, test.good(), test.signer())),
                new SpoiledHeader("with a symmetric key", test -> raw("HS256", SECRET, test.good(), macSigner())),
                new SpoiledHeader(
                        "by a secret, with a public key",
                        test -> mac(
                                new JWSHeader.Builder(JWSAlgorithm.HS256)
                                        .type(PROOF)
                                        .jwk(test.key.toPublicJWK())
                                        .build(),
                                test.good())),
                new SpoiledHeader("without a signature", test -> unsigned(test, "none")),
                new SpoiledHeader("without a signature under the right name", test -> unsigned(test, "ES256")),
                new SpoiledHeader(
                        "without a type",
                        test -> sign(
                                new JWSHeader.Builder(JWSAlgorithm.ES256)
                                        .jwk(test.key.toPublicJWK())
                                        .build(),
                                test.good(),
                                test.key)),
                new SpoiledHeader(
                        "of the type of access tokens",
                        test -> sign(
                                header().type(new JOSEObjectType("at+jwt"))
                                        .jwk(test.key.toPublicJWK())
                                        .build(),
                                test.good(),
                                test.key)),
                new SpoiledHeader(
                        "with an extension that must be understood",
                        test -> sign(
                                header().jwk(test.key.toPublicJWK())
                                        .criticalParams(Set.of("x"))
                                        .customParam("x", 1)
                                        .build(),
                                test.good(),
                                test.key)),
                new SpoiledHeader(
                        "with its key elsewhere",
                        test -> sign(
                                header().jwkURL(URI.create("https://attacker.example/key"))
                                        .build(),
                                test.good(),
                                test.key)),
                new SpoiledHeader("on another curve", ProofOfPossessionIT::onAnotherCurve),
                new SpoiledHeader(
                        "of 5000 characters",
                        test -> sign(
                                header().jwk(test.key.toPublicJWK())
                                        .customParam("x", "x".repeat(5_000))
                                        .build(),
                                test.good(),
                                test.key)));
    }

    private static final OctetSequenceKey SECRET = new OctetSequenceKey.Builder(new byte[32]).build();

    private JWTClaimsSet good() {
        return claims("POST", TOKEN_URL).claim("nonce", nonce()).build();
    }

    private JWSSigner signer() {
        try {
            return new ECDSASigner(key);
        } catch (JOSEException broken) {
            throw new AssertionError("cannot sign", broken);
        }
    }

    private static JWSSigner macSigner() {
        try {
            return new MACSigner(SECRET);
        } catch (JOSEException broken) {
            throw new AssertionError("cannot sign", broken);
        }
    }

    /** With a header that the library would not make: the whole key, with what is secret of it. */
    private static String raw(String algorithm, JWK key, JWTClaimsSet claims, JWSSigner signer) {
        String header = "{\"typ\":\"dpop+jwt\",\"alg\":\"" + algorithm + "\",\"jwk\":" + key.toJSONString() + "}";
        String input = Base64URL.encode(header) + "." + Base64URL.encode(claims.toString());
        try {
            return input + "."
                    + signer.sign(
                            new JWSHeader(JWSAlgorithm.parse(algorithm)), input.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException broken) {
            throw new AssertionError("cannot sign", broken);
        }
    }

    private static String mac(JWSHeader header, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new MACSigner(SECRET));
            return jwt.serialize();
        } catch (JOSEException broken) {
            throw new AssertionError("cannot sign", broken);
        }
    }

    private static String unsigned(ProofOfPossessionIT test, String algorithm) {
        String header = "{\"typ\":\"dpop+jwt\",\"alg\":\"" + algorithm + "\",\"jwk\":"
                + test.key.toPublicJWK().toJSONString() + "}";
        Base64.Encoder base64Url = Base64.getUrlEncoder().withoutPadding();
        return base64Url.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64Url.encodeToString(test.good().toString().getBytes(StandardCharsets.UTF_8)) + ".";
    }

    private static String onAnotherCurve(ProofOfPossessionIT test) {
        try {
            ECKey other = new ECKeyGenerator(Curve.P_384).generate();
            return sign(
                    new JWSHeader.Builder(JWSAlgorithm.ES384)
                            .type(PROOF)
                            .jwk(other.toPublicJWK())
                            .build(),
                    test.good(),
                    other);
        } catch (JOSEException broken) {
            throw new AssertionError("cannot make a key", broken);
        }
    }

    /** RFC 9449 section 4.3, steps 4 to 7. */
    @ParameterizedTest
    @MethodSource("spoiledHeaders")
    void refusesAProofWhoseHeaderIsSpoiled(SpoiledHeader spoiled) {
        TestAnswers.assertError(post(loginRequest("steady"), spoiled.proof().apply(this)), 400, "invalid_dpop_proof");
    }

    static Stream<String> otherUrls() {
        return Stream.of(
                TOKEN_URL + "/",
                TOKEN_URL + ";x",
                "http://localhost:8081/oauth/token",
                "http://localhost/oauth/token",
                "https://localhost:8080/oauth/token",
                "http://127.0.0.1:8080/oauth/token",
                "http://localhost:8080/oauth//token",
                "http://localhost:8080/oauth/TOKEN",
                "http://localhost:8080@attacker.example/oauth/token",
                "/oauth/token",
                "");
    }

    @ParameterizedTest
    @MethodSource("otherUrls")
    void refusesAProofForAnotherSpellingOfTheUrl(String url) {
        String proof = sign(claims("POST", url).claim("nonce", nonce()).build(), key);

        TestAnswers.assertError(post(loginRequest("steady"), proof), 400, "invalid_dpop_proof");
    }

    @ParameterizedTest
    @ValueSource(strings = {"post", "Post", "POST ", "POST,GET", "", "HEAD"})
    void refusesAProofForAnotherSpellingOfTheMethod(String method) {
        String proof = sign(claims(method, TOKEN_URL).claim("nonce", nonce()).build(), key);

        TestAnswers.assertError(post(loginRequest("steady"), proof), 400, "invalid_dpop_proof");
    }

    @Test
    void refusesTwoProofs() {
        String nonce = nonce();

        Answer answer = service.endpoint()
                .post(loginRequest("steady"), "application/json", "DPoP", proof(nonce), "DPoP", proof(nonce));

        TestAnswers.assertError(answer, 400, "invalid_dpop_proof");
    }

    @Test
    void refusesAForeignNonce() {
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[40]);

        TestAnswers.assertError(post(loginRequest("steady"), proof("x")), 400, "use_dpop_nonce");
        TestAnswers.assertError(post(loginRequest("steady"), proof(made)), 400, "use_dpop_nonce");
    }

    @Test
    void refusesTheRefreshTokenWithoutItsKey() throws JOSEException {
        String nonce = nonce();
        String token = post(loginRequest("steady"), proof(nonce)).text("refresh_token");
        ECKey other = new ECKeyGenerator(Curve.P_256).generate();

        Answer without = service.endpoint().post(TestSignIns.refresh("steady", token));
        Answer withOther = post(
                TestSignIns.refresh("steady", token),
                sign(claims("POST", TOKEN_URL).claim("nonce", nonce).build(), other));
        Answer with = post(TestSignIns.refresh("steady", token), proof(nonce));

        TestAnswers.assertError(without, 403, "invalid_grant");
        TestAnswers.assertError(withOther, 403, "invalid_grant");
        TestAnswers.assertSignedIn(with);
        assertThat(with.text("token_type")).isEqualTo("DPoP");
    }

    @Test
    void takesABoundTokenAtUserinfoOnlyWithItsKey() throws JOSEException {
        String token = post(loginRequest("steady"), proof(nonce())).text("access_token");
        ECKey other = new ECKeyGenerator(Curve.P_256).generate();
        String good = userinfoProof(hash(token), key);

        assertThat(userinfo("DPoP " + token, good).status()).isEqualTo(200);
        TestAnswers.assertError(userinfo("Bearer " + token, ""), 401, "invalid_token");
        TestAnswers.assertError(
                userinfo("DPoP " + token, userinfoProof(hash(token), other)), 401, "invalid_dpop_proof");
        TestAnswers.assertError(userinfo("DPoP " + token, userinfoProof("x", key)), 401, "invalid_dpop_proof");
        TestAnswers.assertError(userinfo("DPoP " + token, good), 401, "invalid_dpop_proof");
    }

    private static String userinfoProof(String tokenHash, ECKey key) {
        return sign(claims("GET", USERINFO_URL).claim("ath", tokenHash).build(), key);
    }

    private static String hash(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }

    private Answer userinfo(String authorization, String proof) {
        var request = service.endpoint()
                .request("/userinfo")
                .header("Authorization", authorization)
                .GET();
        return service.endpoint().send(proof.isEmpty() ? request : request.header("DPoP", proof));
    }
}
