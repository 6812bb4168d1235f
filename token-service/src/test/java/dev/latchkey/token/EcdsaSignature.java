package dev.latchkey.token;

import java.math.BigInteger;
import java.util.Arrays;

/** The two numbers of an ECDSA signature on P-256, to be written rightly and wrongly. */
record EcdsaSignature(BigInteger r, BigInteger s) {

    static final BigInteger ZERO = BigInteger.ZERO;
    static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private static final byte SEQUENCE = 0x30;
    private static final byte INTEGER = 0x02;

    static EcdsaSignature of(byte[] der) {
        int lengthOfR = der[3];
        BigInteger r = new BigInteger(Arrays.copyOfRange(der, 4, 4 + lengthOfR));
        return new EcdsaSignature(r, new BigInteger(Arrays.copyOfRange(der, 6 + lengthOfR, der.length)));
    }

    EcdsaSignature withR(BigInteger other) {
        return new EcdsaSignature(other, s);
    }

    EcdsaSignature withS(BigInteger other) {
        return new EcdsaSignature(r, other);
    }

    /** The other signature that verifies as well: ECDSA cannot tell s from its negative. */
    EcdsaSignature withOtherS() {
        return withS(ORDER.subtract(s));
    }

    byte[] der() {
        return sequence(Spoiled.joined(integer(r.toByteArray()), integer(s.toByteArray())));
    }

    byte[] raw() {
        return Spoiled.joined(fixed(r), fixed(s));
    }

    byte[] derWithZerosBefore() {
        byte[] longR = integer(Spoiled.joined(new byte[2], r.toByteArray()));
        return sequence(Spoiled.joined(longR, integer(s.toByteArray())));
    }

    byte[] derWithLongLength() {
        byte[] der = der();
        byte[] head = {SEQUENCE, (byte) 0x81, der[1]};
        return Spoiled.joined(head, Arrays.copyOfRange(der, 2, der.length));
    }

    byte[] berIndefinite() {
        byte[] der = der();
        byte[] head = {SEQUENCE, (byte) 0x80};
        return Spoiled.joined(head, Arrays.copyOfRange(der, 2, der.length), new byte[2]);
    }

    byte[] derWithThird() {
        byte[] one = integer(new byte[] {1});
        return sequence(Spoiled.joined(integer(r.toByteArray()), integer(s.toByteArray()), one));
    }

    private static byte[] sequence(byte[] content) {
        return Spoiled.joined(new byte[] {SEQUENCE, (byte) content.length}, content);
    }

    private static byte[] integer(byte[] content) {
        return Spoiled.joined(new byte[] {INTEGER, (byte) content.length}, content);
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }
}
