package dev.latchkey.token.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** Signs with one key; header and key are prepared once, not for every token. */
final class TokenSigner {

    private final SigningKey key;
    private final JWSSigner signer;
    private final JWSHeader header;

    TokenSigner(SigningKey key) throws JOSEException {
        this.key = key;
        this.signer = new RSASSASigner(key.key());
        this.header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.id())
                .build();
    }

    SigningKey key() {
        return key;
    }

    String sign(JWTClaimsSet claims) {
        return sign(header, claims);
    }

    String signStatement(String type, JWTClaimsSet claims) {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType(type))
                        .keyID(key.id())
                        .build(),
                claims);
    }

    private String sign(JWSHeader described, JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(described, claims);
        try {
            token.sign(signer);
        } catch (JOSEException broken) {
            throw new IllegalStateException("a token cannot be signed", broken);
        }
        return token.serialize();
    }
}
