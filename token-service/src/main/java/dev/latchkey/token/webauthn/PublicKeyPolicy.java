package dev.latchkey.token.webauthn;

import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.authenticator.Curve;
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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which public keys may become passkeys: key type, curve and algorithm agree, a P-256 point lies on its curve, an Ed25519
 * point is canonical and of large order, an RSA modulus has 2048 bits or more, and there is nothing private or optional
 * beside them.
 *
 * <p>Without attestation nothing has used the key when it is registered, so a broken one would be noticed too late.
 */
final class PublicKeyPolicy {

    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    private static final BigInteger LEAST_RSA_EXPONENT = BigInteger.valueOf(65_537);
    /** A longer exponent would make every check of a signature expensive. */
    private static final int MOST_RSA_EXPONENT_BITS = 32;

    private static final int COORDINATE_BYTES = 32;

    private static final BigInteger ED25519_PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger ORDER_EIGHT_Y =
            new BigInteger("5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16);
    /** The y coordinates of the eight points of small order on edwards25519. */
    private static final Set<BigInteger> SMALL_ORDER_Y = Set.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            ED25519_PRIME.subtract(BigInteger.ONE),
            ORDER_EIGHT_Y,
            ED25519_PRIME.subtract(ORDER_EIGHT_Y));

    private PublicKeyPolicy() {}

    static boolean allows(COSEKey key) {
        PublicKey publicKey = publicKeyOf(key);
        return isPublicAndPlain(key)
                && switch (key) {
                    case EC2COSEKey ec -> isP256(ec) && publicKey instanceof ECPublicKey point && isOnP256(point);
                    case EdDSACOSEKey ed ->
                        isEd25519(ed) && publicKey instanceof EdECPublicKey point && isOfLargeOrder(point.getPoint());
                    case RSACOSEKey rsa ->
                        is(rsa, COSEAlgorithmIdentifier.RS256)
                                && hasNoFactors(rsa)
                                && publicKey instanceof RSAPublicKey modulus
                                && isStrong(modulus);
                    default -> false;
                };
    }

    /** WebAuthn section 6.5.1: no optional parameters; and who sends the private half has lost it. */
    private static boolean isPublicAndPlain(COSEKey key) {
        return !key.hasPrivateKey() && key.getKeyId() == null && key.getKeyOps() == null && key.getBaseIV() == null;
    }

    private static boolean isP256(EC2COSEKey key) {
        return is(key, COSEAlgorithmIdentifier.ES256)
                && key.getCurve() == Curve.SECP256R1
                && isCoordinate(key.getX())
                && isCoordinate(key.getY());
    }

    private static boolean isEd25519(EdDSACOSEKey key) {
        return is(key, COSEAlgorithmIdentifier.EdDSA) && key.getCurve() == Curve.ED25519 && isCoordinate(key.getX());
    }

    /** Of an RSA key the library calls only the exponent private. */
    private static boolean hasNoFactors(RSACOSEKey key) {
        return Stream.of(key.getP(), key.getQ(), key.getDP(), key.getDQ(), key.getQInv())
                .allMatch(Objects::isNull);
    }

    private static boolean isCoordinate(byte @Nullable [] bytes) {
        return bytes != null && bytes.length == COORDINATE_BYTES;
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
        if (!(curve.getCurve().getField() instanceof ECFieldFp field)) {
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
        BigInteger modulus = key.getModulus();
        BigInteger exponent = key.getPublicExponent();
        return modulus.bitLength() >= LEAST_RSA_BITS
                && modulus.bitLength() <= MOST_RSA_BITS
                && modulus.testBit(0)
                && exponent.compareTo(LEAST_RSA_EXPONENT) >= 0
                && exponent.bitLength() <= MOST_RSA_EXPONENT_BITS
                && exponent.testBit(0);
    }
}
