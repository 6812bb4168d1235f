package dev.latchkey.token.webauthn;

import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.authenticator.EdDSACOSEKey;
import com.webauthn4j.data.attestation.authenticator.RSACOSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EdECPoint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which public keys may become passkeys: key type and algorithm agree, a P-256 point lies on its curve, an Ed25519 point
 * is canonical and of large order, an RSA modulus has 2048 bits or more.
 *
 * <p>Without attestation nothing has used the key when it is registered, so a broken one would be noticed too late.
 */
final class PublicKeyPolicy {

    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    private static final int P256_BITS = 256;
    private static final BigInteger LEAST_RSA_EXPONENT = BigInteger.valueOf(65_537);

    private static final BigInteger ED25519_PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    /** The y coordinates of the eight points of small order on edwards25519. */
    private static final Set<BigInteger> SMALL_ORDER_Y = Set.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            ED25519_PRIME.subtract(BigInteger.ONE),
            new BigInteger("2707385501144840649318225287225658788936804267575313519463743609750303021922"),
            new BigInteger("55188659117513257062467267217118295137698188065244968500265048394206261417927"));

    private PublicKeyPolicy() {}

    static boolean allows(COSEKey key) {
        PublicKey publicKey = publicKeyOf(key);
        return switch (key) {
            case EC2COSEKey ec ->
                is(ec, COSEAlgorithmIdentifier.ES256) && publicKey instanceof ECPublicKey point && isOnP256(point);
            case EdDSACOSEKey ed ->
                is(ed, COSEAlgorithmIdentifier.EdDSA)
                        && publicKey instanceof EdECPublicKey point
                        && isOfLargeOrder(point.getPoint());
            case RSACOSEKey rsa ->
                is(rsa, COSEAlgorithmIdentifier.RS256)
                        && publicKey instanceof RSAPublicKey modulus
                        && isStrong(modulus);
            default -> false;
        };
    }

    private static @Nullable PublicKey publicKeyOf(COSEKey key) {
        try {
            return key.getPublicKey();
        } catch (RuntimeException unusable) {
            return null;
        }
    }

    private static boolean is(COSEKey key, COSEAlgorithmIdentifier algorithm) {
        return algorithm.equals(key.getAlgorithm());
    }

    private static boolean isOnP256(ECPublicKey key) {
        ECParameterSpec curve = key.getParams();
        if (!(curve.getCurve().getField() instanceof ECFieldFp field) || field.getFieldSize() != P256_BITS) {
            return false;
        }
        ECPoint point = key.getW();
        BigInteger p = field.getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        BigInteger right = x.pow(3)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB())
                .mod(p);
        return !point.equals(ECPoint.POINT_INFINITY)
                && x.compareTo(p) < 0
                && y.compareTo(p) < 0
                && y.pow(2).mod(p).equals(right);
    }

    private static boolean isOfLargeOrder(EdECPoint point) {
        return point.getY().compareTo(ED25519_PRIME) < 0 && !SMALL_ORDER_Y.contains(point.getY());
    }

    private static boolean isStrong(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        return bits >= LEAST_RSA_BITS
                && bits <= MOST_RSA_BITS
                && key.getPublicExponent().compareTo(LEAST_RSA_EXPONENT) >= 0
                && key.getPublicExponent().testBit(0);
    }
}
