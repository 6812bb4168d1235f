package dev.latchkey.kernel.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * From where a person acted: only ever written encrypted with the person's key.
 *
 * @param address the client's IP address
 * @param userAgent the {@code User-Agent} header, cut to 256 characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Circumstances(String address, @Nullable String userAgent) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CONTEXT = "circumstances";
    private static final int MOST_CHARACTERS = 256;

    public Circumstances {
        if (userAgent != null && userAgent.length() > MOST_CHARACTERS) {
            userAgent = userAgent.substring(0, MOST_CHARACTERS);
        }
    }

    /** Encrypts everything with the person's key. */
    public String encryptWith(PersonKey key) {
        return key.encrypt(JSON.writeValueAsString(this), CONTEXT);
    }

    /** Decrypts what {@link #encryptWith} wrote. */
    public static Circumstances decrypt(String ciphertext, PersonKey key) {
        return JSON.readValue(key.decrypt(ciphertext, CONTEXT), Circumstances.class);
    }

    /** Hides the personal data from logs. */
    @Override
    public String toString() {
        return "Circumstances[hidden]";
    }
}
