package dev.latchkey.proof.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.latchkey.proof.head.InvalidHeadException.Problem;
import dev.latchkey.proof.tree.TreeHash;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class HeadKeysTest {

    private static final TreeHead HEAD =
            TreeHead.of("http://localhost:8080/", 7, TreeHash.empty(), 2, Instant.parse("2026-11-22T10:00:00Z"));

    private final ECKey key = newKey("k1");
    private final HeadSigner signer = HeadSigner.of(List.of(key.toJSONString()));

    @Test
    void opensWhatWasSigned() throws Exception {
        HeadKeys keys = HeadKeys.parse(signer.publicKeys());

        assertThat(keys.open(signer.sign(HEAD))).isEqualTo(HEAD);
    }

    @Test
    void publishesNoPrivateKey() {
        assertThat(signer.publicKeys()).contains("\"x\"").doesNotContain("\"d\"");
    }

    @Test
    void opensWhatAnOlderKeySigned() throws Exception {
        HeadSigner newer = HeadSigner.of(
                List.of(newKey("k2").toJSONString(), key.toPublicJWK().toJSONString()));

        assertThat(newer.keys().open(signer.sign(HEAD))).isEqualTo(HEAD);
        assertThat(newer.keys().open(newer.sign(HEAD))).isEqualTo(HEAD);
    }

    @Test
    void refusesAKeyThatIsNotInTheSet() {
        expect(HeadSigner.of(List.of(newKey("k2").toJSONString())).sign(HEAD), Problem.UNKNOWN_KEY);
    }

    @Test
    void refusesAStrangersSignatureUnderOurKeysName() {
        expect(HeadSigner.of(List.of(newKey("k1").toJSONString())).sign(HEAD), Problem.BAD_SIGNATURE);
    }

    @Test
    void refusesASignatureForSomethingElse() throws Exception {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID("k1")
                        .build(),
                new Payload(HeadFormat.write(HEAD)));
        token.sign(new ECDSASigner(key));

        expect(token.serialize(), Problem.MALFORMED);
    }

    @Test
    void refusesGarbage() {
        for (String garbage : List.of("", "a.b.c", "{}", "....", "eyJhbGciOiJub25lIn0.e30.", "x".repeat(10_000))) {
            expect(garbage, Problem.MALFORMED);
        }
    }

    @Test
    void refusesToSignWithoutAProperKey() {
        assertThatThrownBy(() -> HeadSigner.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HeadSigner.of(List.of("{}"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HeadSigner.of(List.of(key.toPublicJWK().toJSONString())))
                .hasMessageContaining("no private part");
        assertThatThrownBy(() -> HeadSigner.of(List.of(key.toJSONString(), key.toJSONString())))
                .hasMessageContaining("same id");
    }

    private void expect(String jws, Problem problem) {
        assertThatThrownBy(() -> signer.keys().open(jws))
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidHeadException.class))
                .extracting(InvalidHeadException::problem)
                .isEqualTo(problem);
    }

    private static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
