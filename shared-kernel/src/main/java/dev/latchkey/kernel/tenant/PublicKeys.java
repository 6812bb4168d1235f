package dev.latchkey.kernel.tenant;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Reads public keys in PEM ({@code BEGIN PUBLIC KEY}), RSA of 2048 bits or more and EC. */
final class PublicKeys {

    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";
    private static final int SHORTEST_RSA_BITS = 2048;

    private PublicKeys() {}

    static PublicKey read(String key, String pem) {
        String text = pem.strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw new InvalidTenantException(key, "must be a public key in PEM, from BEGIN to END PUBLIC KEY");
        }
        byte[] encoded = decode(key, text.substring(BEGIN.length(), text.length() - END.length()));
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                return strong(key, KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded)));
            } catch (GeneralSecurityException otherAlgorithm) {
                // The next one may read it.
            }
        }
        throw new InvalidTenantException(key, "is neither an RSA nor an EC key");
    }

    private static PublicKey strong(String key, PublicKey publicKey) {
        if (publicKey instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA_BITS) {
            throw new InvalidTenantException(key, "must have " + SHORTEST_RSA_BITS + " bits or more");
        }
        return publicKey;
    }

    private static byte[] decode(String key, String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidTenantException(key, "is not base64 between BEGIN and END");
        }
    }
}
