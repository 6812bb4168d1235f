package dev.latchkey.proof.head;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;

/** Signs heads with the first of its keys and publishes all of them, so that keys are changed without a cut. */
public final class HeadSigner {

    private final ECKey first;
    private final JWKSet published;

    private HeadSigner(List<ECKey> keys) {
        this.first = keys.getFirst();
        this.published = new JWKSet(keys.stream().<JWK>map(ECKey::toPublicJWK).toList());
    }

    /**
     * Takes each key as the text of a JSON Web Key; those after the first may be public ones.
     *
     * @throws IllegalArgumentException when they cannot be used; its message names no key material
     */
    public static HeadSigner of(List<String> jwks) {
        if (jwks.isEmpty()) {
            throw new IllegalArgumentException("there is no key to sign tree heads with");
        }
        List<ECKey> keys = jwks.stream().map(HeadSigner::key).toList();
        if (!keys.getFirst().isPrivate()) {
            throw new IllegalArgumentException("the first key of tree heads has no private part");
        }
        if (new HashSet<>(keys.stream().map(ECKey::getKeyID).toList()).size() < keys.size()) {
            throw new IllegalArgumentException("two keys of tree heads have the same id");
        }
        return new HeadSigner(keys);
    }

    /** The compact JWS of the head. */
    public String sign(TreeHead head) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(HeadFormat.TYPE)
                .keyID(first.getKeyID())
                .build();
        JWSObject signed = new JWSObject(header, new Payload(HeadFormat.write(head)));
        try {
            signed.sign(new ECDSASigner(first));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a tree head cannot be signed", impossible);
        }
        return signed.serialize();
    }

    /** The key set that everybody may have, as JSON. */
    public String publicKeys() {
        return published.toString(true);
    }

    /** For checking what was signed earlier. */
    public HeadKeys keys() {
        return new HeadKeys(published);
    }

    private static ECKey key(String text) {
        try {
            if (JWK.parse(text) instanceof ECKey key && Curve.P_256.equals(key.getCurve())) {
                return named(key);
            }
        } catch (ParseException | JOSEException | IllegalArgumentException unusable) {
            throw new IllegalArgumentException("a key of tree heads is no JSON Web Key");
        }
        throw new IllegalArgumentException("a key of tree heads is not of the curve P-256");
    }

    private static ECKey named(ECKey key) throws JOSEException {
        ECKey.Builder named =
                new ECKey.Builder(key).algorithm(JWSAlgorithm.ES256).keyUse(KeyUse.SIGNATURE);
        return key.getKeyID() == null ? named.keyIDFromThumbprint().build() : named.build();
    }
}
