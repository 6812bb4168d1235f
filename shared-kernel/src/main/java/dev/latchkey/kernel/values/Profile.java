package dev.latchkey.kernel.values;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person said of themselves at signup, validated and normalized (CONTRACT section 2.1).
 *
 * <p>Readable personal data: it travels sealed in a ticket and rests encrypted in an event.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Profile(
        @Nullable String email,
        @JsonProperty("phone_number") @Nullable String phoneNumber,
        @Nullable String username,
        @Nullable String name,
        @JsonProperty("given_name") @Nullable String givenName,
        @JsonProperty("family_name") @Nullable String familyName,
        @Nullable String nickname,
        @Nullable String picture) {

    /** A profile that has an e-mail address and nothing else. */
    public static Profile ofEmail(String email) {
        return new Profile(email, null, null, null, null, null, null, null);
    }

    /** The identifiers given, in the order that names a person: e-mail, phone number, username (DESIGN 7.5). */
    @JsonIgnore
    public List<Identifier> identifiers() {
        return Stream.of(
                        identifier(IdentifierType.EMAIL, email),
                        identifier(IdentifierType.PHONE_NUMBER, phoneNumber),
                        identifier(IdentifierType.USERNAME, username))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Identifier identifier(IdentifierType type, @Nullable String value) {
        return value == null ? null : new Identifier(type, value);
    }

    /** Hides the personal data from logs. */
    @Override
    public String toString() {
        return "Profile[hidden]";
    }
}
