package dev.latchkey.token.signing;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes RSA keys with the self-signed certificate that some libraries read from {@code x5c} (CONTRACT section 9). */
final class SigningKeyFactory {

    private static final int KEY_BITS = 2048;
    private static final Duration CERTIFICATE_LIFETIME = Duration.ofDays(3650);
    private static final X500Principal SUBJECT = new X500Principal("CN=Latchkey token signing");

    private SigningKeyFactory() {}

    static SigningKey create(Instant now, Instant activeFrom) {
        try {
            KeyPair pair = generate();
            X509Certificate certificate = selfSigned(pair, now);
            return new SigningKey(jwk(pair, certificate), now, activeFrom, null);
        } catch (GeneralSecurityException | OperatorCreationException broken) {
            throw new IllegalStateException("a signing key cannot be made", broken);
        }
    }

    private static KeyPair generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        return generator.generateKeyPair();
    }

    private static X509Certificate selfSigned(KeyPair pair, Instant now)
            throws GeneralSecurityException, OperatorCreationException {
        ContentSigner signer = new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate());
        JcaX509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                SUBJECT,
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now),
                Date.from(now.plus(CERTIFICATE_LIFETIME)),
                SUBJECT,
                pair.getPublic());
        return new JcaX509CertificateConverter().getCertificate(certificate.build(signer));
    }

    @SuppressWarnings("deprecation") // x5t is a SHA-1 thumbprint, and the contract publishes it
    private static RSAKey jwk(KeyPair pair, X509Certificate certificate) throws GeneralSecurityException {
        byte[] encoded = certificate.getEncoded();
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .algorithm(JWSAlgorithm.RS256)
                .keyUse(KeyUse.SIGNATURE)
                .keyID(UUID.randomUUID().toString())
                .x509CertChain(List.of(Base64.encode(encoded)))
                .x509CertThumbprint(
                        Base64URL.encode(MessageDigest.getInstance("SHA-1").digest(encoded)))
                .build();
    }
}
