package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code private_key_jwt} (CONTRACT section 1.3, RFC 7523, HOSTILE 85). */
@TokenServiceTest
class ClientAssertionIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final PrivateKey KEY = readKey();

    @Autowired
    TestService service;

    private static PrivateKey readKey() {
        try (InputStream pem = ClientAssertionIT.class.getResourceAsStream("/signing-client.pem")) {
            String text = new String(pem.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("-----.*-----", "");
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text)));
        } catch (IOException | GeneralSecurityException broken) {
            throw new AssertionError("no key", broken);
        }
    }

    private static JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer("signing")
                .subject("signing")
                .audience("http://localhost:8080/")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)));
    }

    private static String sign(JWTClaimsSet claims) {
        return sign(claims, JWSAlgorithm.RS256, new RSASSASigner(KEY));
    }

    private static String sign(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException broken) {
            throw new AssertionError("cannot sign", broken);
        }
    }

    private static ObjectNode request(String assertion) {
        return JSON.createObjectNode()
                .put("grant_type", "client_credentials")
                .put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .put("client_assertion", assertion);
    }

    private Answer post(String assertion) {
        return service.endpoint().post(request(assertion));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/", "http://localhost:8080/oauth/token"})
    void provesTheClient(String audience) {
        Answer answer = post(sign(claims().audience(audience).build()));

        TestAnswers.assertSignedIn(answer);
        assertThat(TestJwts.payload(answer.text("access_token")).path("sub").asString())
                .isEqualTo("signing@clients");
    }

    @Test
    void takesEachOnce() {
        String assertion = sign(claims().build());
        TestAnswers.assertSignedIn(post(assertion));

        TestAnswers.assertError(post(assertion), 401, "invalid_client");
    }

    private record Spoiled(String name, UnaryOperator<JWTClaimsSet.Builder> claims) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Spoiled> spoiledAssertions() {
        Instant now = Instant.now();
        return Stream.of(
                new Spoiled("without an expiry", claims -> claims.expirationTime(null)),
                new Spoiled("without a time of issue", claims -> claims.issueTime(null)),
                new Spoiled("without an id", claims -> claims.jwtID(null)),
                new Spoiled("without a subject", claims -> claims.subject(null)),
                new Spoiled("without an issuer", claims -> claims.issuer(null)),
                new Spoiled("for nobody", claims -> claims.audience((String) null)),
                new Spoiled("for somebody else", claims -> claims.audience("https://elsewhere.example.com/")),
                new Spoiled(
                        "for us and somebody else",
                        claims -> claims.audience(List.of("http://localhost:8080/", "https://elsewhere.example.com/"))),
                new Spoiled("for another of our domains", claims -> claims.audience("https://id.example.com/")),
                new Spoiled("of another client", claims -> claims.subject("web").issuer("web")),
                new Spoiled("of an unknown client", claims -> claims.subject("nobody")
                        .issuer("nobody")),
                new Spoiled("issued by another client", claims -> claims.issuer("web")),
                new Spoiled("expired", claims -> claims.expirationTime(Date.from(now.minusSeconds(1)))),
                new Spoiled("of the future", claims -> claims.issueTime(Date.from(now.plus(Duration.ofMinutes(2))))),
                new Spoiled("not good yet", claims -> claims.notBeforeTime(Date.from(now.plus(Duration.ofMinutes(2))))),
                new Spoiled(
                        "of ten years of life",
                        claims -> claims.expirationTime(Date.from(now.plus(Duration.ofDays(3650))))));
    }

    @ParameterizedTest
    @MethodSource("spoiledAssertions")
    void refusesAnAssertionThatIsSpoiled(Spoiled spoiled) {
        Answer answer = post(sign(spoiled.claims().apply(claims()).build()));

        TestAnswers.assertError(answer, 401, "invalid_client");
    }

    @Test
    void refusesOtherKeysAndAlgorithms() throws GeneralSecurityException, JOSEException {
        PrivateKey other = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        JWTClaimsSet claims = claims().build();

        for (String assertion : List.of(
                sign(claims, JWSAlgorithm.RS256, new RSASSASigner(other)),
                sign(claims, JWSAlgorithm.RS512, new RSASSASigner(KEY)),
                sign(claims, JWSAlgorithm.HS256, new MACSigner(new byte[64])),
                new PlainJWT(claims).serialize(),
                "x",
                "a".repeat(20_000))) {
            TestAnswers.assertError(post(assertion), 401, "invalid_client");
        }
    }

    @Test
    void refusesRequestsThatAreWrong() {
        ObjectNode body = request(sign(claims().build()));

        TestAnswers.assertError(
                service.endpoint().post(body.deepCopy().put("client_assertion_type", "x")), 400, "invalid_request");
        TestAnswers.assertError(
                service.endpoint().post(body.deepCopy().put("client_secret", "x")), 400, "invalid_request");
        TestAnswers.assertError(
                service.endpoint().post(body.deepCopy().put("client_id", "web")), 401, "invalid_client");
        TestAnswers.assertSignedIn(service.endpoint().post(body.deepCopy().put("client_id", "signing")));
    }
}
