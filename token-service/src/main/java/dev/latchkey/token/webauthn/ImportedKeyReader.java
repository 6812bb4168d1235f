package dev.latchkey.token.webauthn;

import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.authenticator.EdDSACOSEKey;
import com.webauthn4j.data.attestation.authenticator.RSACOSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import dev.latchkey.kernel.values.Base64Url;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads public keys as other systems hand them out: a COSE key or a SubjectPublicKeyInfo in base64 or base64url, or the
 * latter as PEM. All of them must pass the policy that a ceremony's keys pass.
 */
@Component
public final class ImportedKeyReader {

    private static final int MOST_CHARACTERS = 8_192;
    private static final String PEM_BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String PEM_END = "-----END PUBLIC KEY-----";
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");

    private final ObjectConverter converter = new ObjectConverter();

    ImportedKeyReader() {}

    /** The key; empty when the text is none that may become a passkey. */
    public Optional<ImportedKey> read(String text) {
        return text.length() > MOST_CHARACTERS
                ? Optional.empty()
                : bytes(text.strip()).flatMap(this::read);
    }

    private Optional<ImportedKey> read(byte[] bytes) {
        return Stream.concat(Stream.ofNullable(cose(bytes)), Stream.ofNullable(subjectPublicKeyInfo(bytes)))
                .filter(PublicKeyPolicy::allows)
                .findFirst()
                .flatMap(this::imported);
    }

    private Optional<ImportedKey> imported(COSEKey key) {
        return Optional.ofNullable(key.getAlgorithm())
                .map(algorithm -> new ImportedKey(
                        Base64Url.encode(converter.getCborMapper().writeValueAsBytes(key)), algorithm.getValue()));
    }

    private static Optional<byte[]> bytes(String text) {
        String body = text.startsWith(PEM_BEGIN) && text.endsWith(PEM_END)
                ? text.substring(PEM_BEGIN.length(), text.length() - PEM_END.length())
                        .replaceAll("\\s", "")
                : text;
        try {
            return Optional.of(Base64.getDecoder().decode(body.replace('-', '+').replace('_', '/')));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private @Nullable COSEKey cose(byte[] bytes) {
        try {
            return converter.getCborMapper().readValue(bytes, COSEKey.class);
        } catch (RuntimeException noCoseKey) {
            return null;
        }
    }

    private static @Nullable COSEKey subjectPublicKeyInfo(byte[] bytes) {
        return ALGORITHMS.stream()
                .flatMap(algorithm -> Stream.ofNullable(subjectPublicKeyInfo(bytes, algorithm)))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable COSEKey subjectPublicKeyInfo(byte[] bytes, String algorithm) {
        try {
            return cose(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(bytes)));
        } catch (GeneralSecurityException | RuntimeException anotherKind) {
            return null;
        }
    }

    private static @Nullable COSEKey cose(PublicKey key) {
        return switch (key) {
            case ECPublicKey point -> EC2COSEKey.create(point, COSEAlgorithmIdentifier.ES256);
            case RSAPublicKey modulus -> RSACOSEKey.create(modulus, COSEAlgorithmIdentifier.RS256);
            case EdECPublicKey point -> EdDSACOSEKey.create(point, COSEAlgorithmIdentifier.EdDSA);
            default -> null;
        };
    }
}
