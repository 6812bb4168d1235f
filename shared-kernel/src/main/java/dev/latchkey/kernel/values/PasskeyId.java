package dev.latchkey.kernel.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Names a passkey towards people and APIs: {@code passkey|dev_} and 16 characters (CONTRACT section 12).
 *
 * <p>The 16 characters are 96 bits of the SHA-256 of the credential id, so a passkey's stream is found from the
 * assertion alone, without a look-up table, and the identifier does not grow with the authenticator's.
 */
public record PasskeyId(String value) {

    private static final String PREFIX = "passkey|dev_";
    private static final int DIGEST_BYTES = 12;

    /** The passkey that has the given credential id. */
    public static PasskeyId of(CredentialId credentialId) {
        byte[] digest = sha256().digest(credentialId.toBytes());
        byte[] first = new byte[DIGEST_BYTES];
        System.arraycopy(digest, 0, first, 0, DIGEST_BYTES);
        return new PasskeyId(PREFIX + Base64Url.encode(first));
    }

    /** Reads the text form. */
    @JsonCreator
    public static PasskeyId of(String text) {
        return new PasskeyId(text);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
