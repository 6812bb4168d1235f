package dev.latchkey.kernel.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.kernel.values.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is kept of a person in readable form: only ever written encrypted with the person's key.
 *
 * @param userMetadata what an application keeps with the person: texts of a signup, any JSON of an operator
 * @param appMetadata what operators keep with the person, who never sees it
 * @param emailVerified whether an operator vouches for the e-mail address; absent, nobody does
 * @param phoneVerified whether an operator vouches for the phone number; absent, nobody does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PersonalData(
        Profile profile,
        @Nullable Map<String, Object> userMetadata,
        @Nullable Map<String, Object> appMetadata,
        @Nullable Boolean emailVerified,
        @Nullable Boolean phoneVerified) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CONTEXT = "personal-data";

    /** What people say of themselves at signup. */
    public PersonalData(Profile profile, @Nullable Map<String, ?> userMetadata) {
        this(profile, userMetadata == null ? null : new LinkedHashMap<>(userMetadata), null, null, null);
    }

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
