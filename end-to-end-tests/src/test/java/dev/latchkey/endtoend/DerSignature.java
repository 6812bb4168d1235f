package dev.latchkey.endtoend;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/** An ECDSA signature on P-256, taken apart. */
record DerSignature(BigInteger r, BigInteger s) {

    static final BigInteger ORDER = new BigInteger(
            1, HexFormat.of().parseHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"));

    static DerSignature of(byte[] encoded) {
        int sAt = 4 + encoded[3];
        var r = Arrays.copyOfRange(encoded, 4, sAt);
        var s = Arrays.copyOfRange(encoded, sAt + 2, encoded.length);
        return new DerSignature(new BigInteger(r), new BigInteger(s));
    }

    DerSignature withR(BigInteger other) {
        return new DerSignature(other, s);
    }

    DerSignature withS(BigInteger other) {
        return new DerSignature(r, other);
    }

    /** The twin that verifies as well: ECDSA does not care for the sign of s. */
    DerSignature otherS() {
        return withS(ORDER.subtract(s));
    }

    byte[] encoded() {
        return sequence(new byte[] {(byte) content().length}, content());
    }

    byte[] longLength() {
        return sequence(new byte[] {(byte) 0x81, (byte) content().length}, content());
    }

    byte[] indefiniteLength() {
        return SpoiledCreations.concat(new byte[] {0x30, (byte) 0x80}, content(), new byte[2]);
    }

    byte[] padded() {
        var padded = SpoiledCreations.concat(integer(zeroed(r)), integer(zeroed(s)));
        return sequence(new byte[] {(byte) padded.length}, padded);
    }

    byte[] raw() {
        return SpoiledCreations.concat(fixed(r), fixed(s));
    }

    private byte[] content() {
        return SpoiledCreations.concat(integer(r.toByteArray()), integer(s.toByteArray()));
    }

    private static byte[] sequence(byte[] length, byte[] content) {
        return SpoiledCreations.concat(new byte[] {0x30}, length, content);
    }

    private static byte[] integer(byte[] bytes) {
        return SpoiledCreations.concat(new byte[] {2, (byte) bytes.length}, bytes);
    }

    private static byte[] zeroed(BigInteger number) {
        return SpoiledCreations.concat(new byte[2], number.toByteArray());
    }

    private static byte[] fixed(BigInteger number) {
        var bytes = number.toByteArray();
        var fixed = new byte[32];
        int copied = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - copied, fixed, 32 - copied, copied);
        return fixed;
    }
}
