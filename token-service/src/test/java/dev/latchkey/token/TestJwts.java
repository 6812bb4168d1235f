package dev.latchkey.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;

/** Reads tokens as an OpenID Connect library would. */
final class TestJwts {

    private TestJwts() {}

    static SignedJWT parse(String token) {
        try {
            return SignedJWT.parse(token);
        } catch (ParseException broken) {
            throw new AssertionError("not a JWT: " + token, broken);
        }
    }

    static JWTClaimsSet claims(String token) {
        try {
            return parse(token).getJWTClaimsSet();
        } catch (ParseException broken) {
            throw new AssertionError("not a JWT: " + token, broken);
        }
    }

    /** The claims, once the signature verifies under the published key that the header names. */
    static JWTClaimsSet verified(String token, JWKSet keys) {
        SignedJWT jwt = parse(token);
        try {
            RSASSAVerifier verifier = new RSASSAVerifier(
                    keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey());
            if (!jwt.verify(verifier)) {
                throw new AssertionError("the signature does not verify");
            }
            return jwt.getJWTClaimsSet();
        } catch (JOSEException | ParseException broken) {
            throw new AssertionError("cannot be verified: " + token, broken);
        }
    }

    static JWKSet keysOf(TokenEndpoint endpoint) {
        try {
            return JWKSet.parse(endpoint.get("/.well-known/jwks.json").body().toString());
        } catch (ParseException broken) {
            throw new AssertionError("not a JWK set", broken);
        }
    }
}
