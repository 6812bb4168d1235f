package dev.latchkey.standalone.data;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The key that signs the audit trail; in a file of its own, because audit-service alone gets it. */
final class AuditKeys {

    private static final int COORDINATE_BYTES = 32;

    private AuditKeys() {}

    /** The configuration of audit-service with a new key. */
    static String make() {
        return """
                # Made by ./latchkey run. Whoever has this file can sign heads of the audit trail.
                latchkey:
                  audit:
                    tree-heads:
                      keys:
                        - '%s'
                """.formatted(jsonWebKey());
    }

    private static String jsonWebKey() {
        KeyPair pair = pair();
        ECPublicKey open = (ECPublicKey) pair.getPublic();
        ECPrivateKey secret = (ECPrivateKey) pair.getPrivate();
        byte[] x = bytes(open.getW().getAffineX());
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"use\":\"sig\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\",\"d\":\"%s\"}"
                .formatted(
                        HexFormat.of().formatHex(x, 0, 8),
                        base64Url(x),
                        base64Url(bytes(open.getW().getAffineY())),
                        base64Url(bytes(secret.getS())));
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has P-256", missing);
        }
    }

    /** As long as the curve wants them, whatever the number (RFC 7518 section 6.2.1). */
    private static byte[] bytes(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(signed.length, COORDINATE_BYTES);
        System.arraycopy(
                Arrays.copyOfRange(signed, signed.length - length, signed.length),
                0,
                fixed,
                COORDINATE_BYTES - length,
                length);
        return fixed;
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
