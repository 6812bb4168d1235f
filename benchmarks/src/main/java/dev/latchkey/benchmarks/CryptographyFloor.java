package dev.latchkey.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;

/**
 * What a login cannot do without: one ES256 signature verified, two RS256 signatures made (id_token and access token), by the
 * JDK's own providers, in CPU time of this thread.
 */
final class CryptographyFloor {

    private static final int ROUNDS = 400;
    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    private CryptographyFloor() {}

    /** Milliseconds a login. */
    static double milliseconds() throws GeneralSecurityException {
        KeyPair rsa = keyPair("RSA", 2048);
        KeyPair ec = keyPair("EC", 256);
        byte[] data = new byte[256];
        byte[] assertion = sign("SHA256withECDSA", ec, data);
        round(rsa, ec, data, assertion, ROUNDS);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        round(rsa, ec, data, assertion, ROUNDS);
        return (threads.getCurrentThreadCpuTime() - before) / NANOSECONDS_PER_MILLISECOND / ROUNDS;
    }

    private static void round(KeyPair rsa, KeyPair ec, byte[] data, byte[] assertion, int times)
            throws GeneralSecurityException {
        for (int index = 0; index < times; index++) {
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(ec.getPublic());
            verifier.update(data);
            if (!verifier.verify(assertion)) {
                throw new IllegalStateException("a good signature does not verify");
            }
            sign("SHA256withRSA", rsa, data);
            sign("SHA256withRSA", rsa, data);
        }
    }

    private static byte[] sign(String algorithm, KeyPair keys, byte[] data) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(keys.getPrivate());
        signer.update(data);
        return signer.sign();
    }

    private static KeyPair keyPair(String algorithm, int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }
}
