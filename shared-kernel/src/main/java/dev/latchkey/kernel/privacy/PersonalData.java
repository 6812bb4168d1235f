package dev.latchkey.kernel.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.kernel.values.Profile;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What {@code UserCreated} says of a person in readable form: only ever written encrypted with the person's key. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PersonalData(Profile profile, @Nullable Map<String, String> userMetadata) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CONTEXT = "personal-data";

    /** Encrypts everything with the person's key. */
    public String encryptWith(PersonKey key) {
        return key.encrypt(JSON.writeValueAsString(this), CONTEXT);
    }

    /** Decrypts what {@link #encryptWith} wrote. */
    public static PersonalData decrypt(String ciphertext, PersonKey key) {
        return JSON.readValue(key.decrypt(ciphertext, CONTEXT), PersonalData.class);
    }

    /** Hides the personal data from logs. */
    @Override
    public String toString() {
        return "PersonalData[hidden]";
    }
}
