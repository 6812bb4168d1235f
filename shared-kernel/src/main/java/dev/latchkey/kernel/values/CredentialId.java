package dev.latchkey.kernel.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A WebAuthn credential id, 1 to 1023 bytes (WebAuthn section 4), in base64url without padding. */
public record CredentialId(String value) {

    private static final int MOST_BYTES = 1023;

    public CredentialId {
        byte[] bytes = bytesOf(value);
        if (bytes.length == 0 || bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("a credential id has 1 to 1023 bytes");
        }
    }

    /** Reads the base64url form. */
    @JsonCreator
    public static CredentialId of(String text) {
        return new CredentialId(text);
    }

    /** Reads what a stranger sends; empty when it is no credential id. */
    public static Optional<CredentialId> parse(String text) {
        try {
            return Optional.of(new CredentialId(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** The raw bytes. */
    public byte[] toBytes() {
        return bytesOf(value);
    }

    private static byte[] bytesOf(String text) {
        return Base64Url.decode(text)
                .orElseThrow(() -> new IllegalArgumentException("a credential id is base64url without padding"));
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
