package dev.latchkey.kernel.privacy;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The keys that keep personal data private, prefix {@code latchkey.privacy}.
 *
 * @param identifierKey base64 of 32 random bytes; lasts as long as the data
 * @param keyEncryptionKeys the first wraps, all unwrap
 */
@ConfigurationProperties("latchkey.privacy")
public record PrivacyProperties(
        @Nullable String identifierKey, @Nullable List<KeyEncryptionKey> keyEncryptionKeys) {

    private static final int KEY_BYTES = 32;

    /** The decoded identifier key. */
    byte[] identifierKeyBytes() {
        byte[] key = decode(identifierKey == null ? "" : identifierKey);
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("latchkey.privacy.identifier-key must be base64 of 32 bytes");
        }
        return key;
    }

    List<KeyEncryptionKey> keyEncryptionKeysOrNone() {
        return keyEncryptionKeys == null ? List.of() : keyEncryptionKeys;
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("latchkey.privacy.identifier-key is not base64", notBase64);
        }
    }

    /** Hides the keys from logs. */
    @Override
    public String toString() {
        return "PrivacyProperties[hidden]";
    }
}
