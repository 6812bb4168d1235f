package dev.latchkey.kernel.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Key-encryption keys that are secret to nobody. */
final class TestKeys {

    private TestKeys() {}

    /** A key whose 32 bytes are this character. */
    static KeyEncryptionKey key(String id, char filling) {
        byte[] secret = String.valueOf(filling).repeat(32).getBytes(StandardCharsets.US_ASCII);
        return new KeyEncryptionKey(id, Base64.getEncoder().encodeToString(secret));
    }
}
