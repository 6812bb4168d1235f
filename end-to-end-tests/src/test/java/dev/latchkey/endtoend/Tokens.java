package dev.latchkey.endtoend;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks into tokens, as a client that knows nothing but the issuer. */
final class Tokens {

    private Tokens() {}

    /** The keys that discovery leads to. */
    static JWKSet keys() {
        var origin = Suite.running().origin();
        var door = new FrontDoor(origin);
        var discovery = door.get("/.well-known/openid-configuration").json();
        var keys = discovery.required("jwks_uri").asString();
        try {
            return JWKSet.parse(door.get(keys.substring(origin.length())).body());
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    static boolean verifies(String token, JWKSet keys) {
        try {
            var jwt = SignedJWT.parse(token);
            var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
            return key != null && jwt.verify(new RSASSAVerifier(key.toRSAKey()));
        } catch (ParseException | JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode header(String token) {
        return part(token, 0);
    }

    static JsonNode claims(String token) {
        return part(token, 1);
    }

    /** OIDC Core 3.1.3.6: the left half of the hash, base64url. */
    static String leftHalfOfHash(String accessToken) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode part(String token, int index) {
        return new JsonMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[index]));
    }
}
