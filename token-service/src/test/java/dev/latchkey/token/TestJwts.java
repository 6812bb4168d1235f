package dev.latchkey.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads tokens as an OpenID Connect library would. */
public final class TestJwts {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TestJwts() {}

    public static SignedJWT parse(String token) {
        try {
            return SignedJWT.parse(token);
        } catch (ParseException broken) {
            throw new AssertionError("not a JWT: " + token, broken);
        }
    }

    public static JWTClaimsSet claims(String token) {
        try {
            return parse(token).getJWTClaimsSet();
        } catch (ParseException broken) {
            throw new AssertionError("not a JWT: " + token, broken);
        }
    }

    /** The claims as they stand there. */
    public static ObjectNode payload(String token) {
        return JSON.readValue(parse(token).getPayload().toBytes(), ObjectNode.class);
    }

    /** The claims, once the signature verifies under the published key that the header names. */
    public static JWTClaimsSet verified(String token, JWKSet keys) {
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

    public static JWKSet keysOf(TokenEndpoint endpoint) {
        try {
            return JWKSet.parse(endpoint.get("/.well-known/jwks.json").body().toString());
        } catch (ParseException broken) {
            throw new AssertionError("not a JWK set", broken);
        }
    }
}
