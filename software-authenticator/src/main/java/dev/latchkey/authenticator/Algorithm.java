package dev.latchkey.authenticator;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The signature algorithms a passkey can have here. */
public enum Algorithm {
    /** Ed25519. */
    EDDSA(-8, "Ed25519", 255, "Ed25519") {
        @Override
        Map<Integer, Object> coseKey(PublicKey key) {
            return coseMap(KEY_TYPE_OKP, Map.of(-1, CURVE_ED25519, -2, lastBytes(key, 32)));
        }
    },
    /** ECDSA with SHA-256 on P-256. */
    ES256(-7, "EC", 256, "SHA256withECDSA") {
        @Override
        Map<Integer, Object> coseKey(PublicKey key) {
            var point = lastBytes(key, 64);
            var x = Arrays.copyOfRange(point, 0, 32);
            var y = Arrays.copyOfRange(point, 32, 64);
            return coseMap(KEY_TYPE_EC2, Map.of(-1, CURVE_P256, -2, x, -3, y));
        }
    },
    /** RSASSA-PKCS1-v1_5 with SHA-256 and 2048 bits. */
    RS256(-257, "RSA", 2048, "SHA256withRSA") {
        @Override
        Map<Integer, Object> coseKey(PublicKey key) {
            var rsa = (RSAPublicKey) key;
            return coseMap(KEY_TYPE_RSA, Map.of(-1, unsigned(rsa.getModulus()), -2, unsigned(rsa.getPublicExponent())));
        }
    };

    private static final int KEY_TYPE_OKP = 1;
    private static final int KEY_TYPE_EC2 = 2;
    private static final int KEY_TYPE_RSA = 3;
    private static final int CURVE_P256 = 1;
    private static final int CURVE_ED25519 = 6;

    private final int coseIdentifier;
    private final String keyAlgorithm;
    private final int keySizeBits;
    private final String signatureAlgorithm;

    Algorithm(int coseIdentifier, String keyAlgorithm, int keySizeBits, String signatureAlgorithm) {
        this.coseIdentifier = coseIdentifier;
        this.keyAlgorithm = keyAlgorithm;
        this.keySizeBits = keySizeBits;
        this.signatureAlgorithm = signatureAlgorithm;
    }

    /** The number in the COSE registry, as in {@code pubKeyCredParams}. */
    public int coseIdentifier() {
        return coseIdentifier;
    }

    abstract Map<Integer, Object> coseKey(PublicKey key);

    /** A fresh key pair. */
    public KeyPair newKeyPair() {
        try {
            var generator = KeyPairGenerator.getInstance(keyAlgorithm);
            generator.initialize(keySizeBits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The signature in the form WebAuthn wants (ECDSA in DER). */
    public byte[] sign(PrivateKey key, byte[] message) {
        try {
            var signature = Signature.getInstance(signatureAlgorithm);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<Integer, Object> coseMap(int keyType, Map<Integer, Object> parameters) {
        var map = new LinkedHashMap<Integer, Object>(parameters);
        map.put(1, keyType);
        map.put(3, coseIdentifier);
        return map;
    }

    /** SubjectPublicKeyInfo ends with the point itself. */
    private static byte[] lastBytes(PublicKey key, int count) {
        var encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - count, encoded.length);
    }

    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
