package dev.latchkey.token;

import java.math.BigInteger;

/** Spoils Ed25519 signatures, which are R and S of 32 bytes each, little-endian (RFC 8032 section 5.1.6). */
final class Ed25519Signature {

    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private Ed25519Signature() {}

    /** The same number modulo the order: a lax verifier would take it. */
    static byte[] withOrderAdded(byte[] signature) {
        byte[] bigEndian = new byte[32];
        for (int index = 0; index < 32; index++) {
            bigEndian[index] = signature[63 - index];
        }
        byte[] sum = new BigInteger(1, bigEndian).add(ORDER).toByteArray();
        byte[] littleEndian = new byte[32];
        for (int index = 0; index < Math.min(32, sum.length); index++) {
            littleEndian[index] = sum[sum.length - 1 - index];
        }
        return withS(signature, littleEndian);
    }

    static byte[] withS(byte[] signature, byte[] s) {
        byte[] changed = signature.clone();
        System.arraycopy(s, 0, changed, 32, 32);
        return changed;
    }

    static byte[] identityAndZero() {
        byte[] signature = new byte[64];
        signature[0] = 1;
        return signature;
    }
}
