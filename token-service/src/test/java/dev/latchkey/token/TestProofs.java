package dev.latchkey.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.kernel.values.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.Consumer;

/** Proves to have a key as RFC 9449 says. */
record TestProofs(ECKey key) {

    static TestProofs ofNewKey() {
        try {
            return new TestProofs(new ECKeyGenerator(Curve.P_256).generate());
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** A proof that differs from a good one in what the change says. */
    String proof(String method, String url, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", url)
                .issueTime(Date.from(Instant.now()));
        change.accept(claims);
        SignedJWT proof = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("dpop+jwt"))
                        .jwk(key.toPublicJWK())
                        .build(),
                claims.build());
        try {
            proof.sign(new ECDSASigner(key));
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
        return proof.serialize();
    }

    /** The claim {@code ath} of a proof that comes with the token. */
    static String hashOf(String accessToken) {
        try {
            return Base64Url.encode(
                    MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
