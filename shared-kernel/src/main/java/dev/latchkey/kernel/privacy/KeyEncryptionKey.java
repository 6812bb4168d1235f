package dev.latchkey.kernel.privacy;

/**
 * One key-encryption key of the configuration.
 *
 * @param id names the key beside what it wrapped, so that several can be valid while they rotate
 * @param secret base64 of 32 random bytes
 */
public record KeyEncryptionKey(String id, String secret) {

    /** Hides the secret from logs. */
    @Override
    public String toString() {
        return "KeyEncryptionKey[" + id + "]";
    }
}
