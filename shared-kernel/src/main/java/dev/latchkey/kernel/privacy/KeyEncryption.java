package dev.latchkey.kernel.privacy;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Wraps keys that rest in a database with a key-encryption key of the configuration (AES-256-GCM).
 *
 * <p>The first configured key wraps, all unwrap.
 */
public final class KeyEncryption {

    private static final int KEY_BYTES = 32;

    private final Map<String, AesGcmJce> ciphers = new LinkedHashMap<>();
    private final String wrappingKeyId;

    public KeyEncryption(List<KeyEncryptionKey> configured) {
        if (configured.isEmpty()) {
            throw new IllegalArgumentException("latchkey.privacy.key-encryption-keys: at least one key is needed");
        }
        configured.forEach(this::add);
        wrappingKeyId = configured.getFirst().id();
    }

    /** Of two keys with one id only the later would be left, and what the other wrapped would be lost. */
    private void add(KeyEncryptionKey key) {
        if (ciphers.put(key.id(), cipher(key)) != null) {
            throw new IllegalArgumentException(
                    "latchkey.privacy.key-encryption-keys: two keys have the id " + key.id());
        }
    }

    /** The id of the key that wraps. */
    public String wrappingKeyId() {
        return wrappingKeyId;
    }

    /** Wraps key material; the purpose is authenticated, so that a wrapped key cannot be used as another one. */
    public WrappedKey wrap(byte[] key, String purpose) {
        try {
            return new WrappedKey(wrappingKeyId, cipherOf(wrappingKeyId).encrypt(key, bytes(purpose)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a key cannot be wrapped", broken);
        }
    }

    /** Unwraps key material that was wrapped for the same purpose. */
    public byte[] unwrap(WrappedKey wrapped, String purpose) {
        try {
            return cipherOf(wrapped.keyEncryptionKeyId()).decrypt(wrapped.ciphertext(), bytes(purpose));
        } catch (GeneralSecurityException wrongKey) {
            throw new IllegalStateException(
                    "a stored key does not open with key-encryption key " + wrapped.keyEncryptionKeyId(), wrongKey);
        }
    }

    private AesGcmJce cipherOf(String id) {
        AesGcmJce cipher = ciphers.get(id);
        if (cipher == null) {
            throw new IllegalStateException("latchkey.privacy.key-encryption-keys has no key " + id);
        }
        return cipher;
    }

    private static AesGcmJce cipher(KeyEncryptionKey key) {
        try {
            byte[] secret = Base64.getDecoder().decode(key.secret());
            if (secret.length != KEY_BYTES) {
                throw new IllegalArgumentException("32 bytes are needed, not " + secret.length);
            }
            return new AesGcmJce(secret);
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    "latchkey.privacy.key-encryption-keys: key " + key.id() + " is not base64 of 32 bytes", unusable);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
