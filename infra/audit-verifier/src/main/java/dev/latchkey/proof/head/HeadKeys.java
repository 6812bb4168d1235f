package dev.latchkey.proof.head;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.latchkey.proof.head.InvalidHeadException.Problem;
import java.text.ParseException;
import java.util.Optional;

/** The public keys that heads are believed by. */
public final class HeadKeys {

    private static final int MOST_CHARACTERS = 8 * 1024;

    private final JWKSet keys;

    HeadKeys(JWKSet keys) {
        this.keys = keys;
    }

    /** Reads a JSON Web Key Set (RFC 7517). */
    public static HeadKeys parse(String jwks) throws InvalidHeadException {
        JWKSet keys;
        try {
            keys = JWKSet.parse(jwks);
        } catch (ParseException | IllegalArgumentException unreadable) {
            throw InvalidHeadException.malformed("The keys are no JSON Web Key Set.");
        }
        if (keys.getKeys().stream().noneMatch(HeadKeys::isUsable)) {
            throw InvalidHeadException.malformed("The key set holds no P-256 key with a key id.");
        }
        return new HeadKeys(keys);
    }

    /** What a compact JWS says, once its signature is found good. */
    public TreeHead open(String jws) throws InvalidHeadException {
        JWSObject signed = parsed(jws);
        if (!JWSAlgorithm.ES256.equals(signed.getHeader().getAlgorithm())
                || !HeadFormat.TYPE.equals(signed.getHeader().getType())) {
            throw InvalidHeadException.malformed(
                    "It is signed, but not as a tree head (ES256, type %s).".formatted(HeadFormat.TYPE));
        }
        ECKey key = key(signed.getHeader().getKeyID());
        if (!isGood(signed, key)) {
            throw new InvalidHeadException(
                    Problem.BAD_SIGNATURE, "Its signature is not by the key \"%s\".".formatted(key.getKeyID()));
        }
        return HeadFormat.read(signed.getPayload().toString());
    }

    private static JWSObject parsed(String jws) throws InvalidHeadException {
        if (jws.length() > MOST_CHARACTERS) {
            throw InvalidHeadException.malformed("It is too long for a tree head.");
        }
        try {
            return JWSObject.parse(jws);
        } catch (ParseException | IllegalArgumentException unreadable) {
            throw InvalidHeadException.malformed("It is no JSON Web Signature.");
        }
    }

    private ECKey key(String id) throws InvalidHeadException {
        return Optional.ofNullable(id)
                .map(keys::getKeyByKeyId)
                .filter(HeadKeys::isUsable)
                .map(JWK::toECKey)
                .orElseThrow(() -> new InvalidHeadException(
                        Problem.UNKNOWN_KEY, "It is signed by a key \"%s\" that is not in the key set.".formatted(id)));
    }

    private static boolean isGood(JWSObject signed, ECKey key) {
        try {
            return signed.verify(new ECDSAVerifier(key));
        } catch (JOSEException | IllegalStateException unusable) {
            return false;
        }
    }

    static boolean isUsable(JWK key) {
        return key instanceof ECKey curve && Curve.P_256.equals(curve.getCurve()) && key.getKeyID() != null;
    }
}
