package dev.latchkey.registration.read.users;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user in the shape of the Management API (CONTRACT section 13). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "user_id",
    "email",
    "email_verified",
    "phone_number",
    "phone_verified",
    "username",
    "name",
    "given_name",
    "family_name",
    "nickname",
    "picture",
    "identities",
    "user_metadata",
    "created_at",
    "updated_at",
    "blocked"
})
record UserAnswer(
        @JsonProperty("user_id") UserId userId,
        @Nullable String email,
        @JsonProperty("email_verified") @Nullable Boolean emailVerified,
        @JsonProperty("phone_number") @Nullable String phoneNumber,
        @JsonProperty("phone_verified") @Nullable Boolean phoneVerified,
        @Nullable String username,
        @Nullable String name,
        @JsonProperty("given_name") @Nullable String givenName,
        @JsonProperty("family_name") @Nullable String familyName,
        @Nullable String nickname,
        @Nullable String picture,
        List<LinkedIdentity> identities,
        @JsonProperty("user_metadata") Map<String, String> userMetadata,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt,
        boolean blocked) {

    /** Always with milliseconds: there are clients that read no other form. */
    private static final DateTimeFormatter TIMESTAMP =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    static UserAnswer of(UserRow row, PersonalData data) {
        Profile profile = data.profile();
        Map<String, String> metadata = data.userMetadata();
        return new UserAnswer(
                row.userId(),
                profile.email(),
                verified(profile.email()),
                profile.phoneNumber(),
                verified(profile.phoneNumber()),
                profile.username(),
                profile.name(),
                profile.givenName(),
                profile.familyName(),
                profile.nickname(),
                profile.picture(),
                List.of(LinkedIdentity.of(row)),
                metadata == null ? Map.of() : metadata,
                timestamp(row.createdAt()),
                timestamp(row.updatedAt()),
                row.blocked());
    }

    /** Nothing that people say of themselves is verified; what they did not say cannot be. */
    private static @Nullable Boolean verified(@Nullable String identifier) {
        return identifier == null ? null : Boolean.FALSE;
    }

    private static String timestamp(Instant instant) {
        return TIMESTAMP.format(instant);
    }

    /** The account that a user has in a connection. */
    @JsonPropertyOrder({"connection", "provider", "user_id", "isSocial"})
    record LinkedIdentity(
            String connection,
            String provider,
            @JsonProperty("user_id") String userId,
            @JsonProperty("isSocial") boolean social) {

        static LinkedIdentity of(UserRow row) {
            return new LinkedIdentity(row.realm(), "auth0", row.userId().withoutProvider(), false);
        }
    }

    /** Hides the personal data from logs. */
    @Override
    public String toString() {
        return "UserAnswer[" + userId + "]";
    }
}
