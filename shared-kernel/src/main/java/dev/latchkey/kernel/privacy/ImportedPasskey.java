package dev.latchkey.kernel.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a passkey brought along from another system that may speak of its person: only ever written encrypted with the
 * person's key.
 *
 * @param userHandle what its authenticator calls the person, base64url; absent, their user id
 * @param userAgent with what it was made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportedPasskey(
        @Nullable String userHandle, @Nullable String userAgent) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CONTEXT = "imported-passkey";

    /** Encrypts everything with the person's key. */
    public String encryptWith(PersonKey key) {
        return key.encrypt(JSON.writeValueAsString(this), CONTEXT);
    }

    /** Decrypts what {@link #encryptWith} wrote. */
    public static ImportedPasskey decrypt(String ciphertext, PersonKey key) {
        return JSON.readValue(key.decrypt(ciphertext, CONTEXT), ImportedPasskey.class);
    }

    /** Hides the personal data from logs. */
    @Override
    public String toString() {
        return "ImportedPasskey[hidden]";
    }
}
