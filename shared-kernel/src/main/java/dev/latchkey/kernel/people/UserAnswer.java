package dev.latchkey.kernel.people;

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
    "app_metadata",
    "created_at",
    "updated_at",
    "last_login",
    "last_ip",
    "logins_count",
    "blocked"
})
public record UserAnswer(
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
        @JsonProperty("user_metadata") Map<String, Object> userMetadata,
        @JsonProperty("app_metadata") @Nullable Map<String, Object> appMetadata,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt,
        @JsonProperty("last_login") @Nullable String lastLogin,
        @JsonProperty("last_ip") @Nullable String lastIp,
        @JsonProperty("logins_count") @Nullable Long loginsCount,
        boolean blocked) {

    /** Always with milliseconds: there are clients that read no other form. */
    private static final DateTimeFormatter TIMESTAMP =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /**
     * What every fact about the person changes.
     *
     * @param connection where the person lives
     */
    public record State(UserId userId, String connection, Instant createdAt, Instant updatedAt, boolean blocked) {}

    /** How often and when the person signed in; who writes does not know it. */
    public record Logins(
            long count, @Nullable Instant last, @Nullable String address) {}

    /** The answer of a service that does not count logins. */
    public static UserAnswer of(State state, PersonalData data) {
        return of(state, data, null);
    }

    /** The answer with everything. */
    public static UserAnswer of(State state, PersonalData data, @Nullable Logins logins) {
        Profile profile = data.profile();
        Map<String, Object> metadata = data.userMetadata();
        return new UserAnswer(
                state.userId(),
                profile.email(),
                verified(profile.email(), data.emailVerified()),
                profile.phoneNumber(),
                verified(profile.phoneNumber(), data.phoneVerified()),
                profile.username(),
                profile.name(),
                profile.givenName(),
                profile.familyName(),
                profile.nickname(),
                profile.picture(),
                List.of(LinkedIdentity.of(state)),
                metadata == null ? Map.of() : metadata,
                data.appMetadata(),
                TIMESTAMP.format(state.createdAt()),
                TIMESTAMP.format(state.updatedAt()),
                logins == null || logins.last() == null ? null : TIMESTAMP.format(logins.last()),
                logins == null ? null : logins.address(),
                logins == null ? null : logins.count(),
                state.blocked());
    }

    /** Nothing that people say of themselves is verified before an operator says so; what they did not say cannot be. */
    private static @Nullable Boolean verified(@Nullable String identifier, @Nullable Boolean verified) {
        return identifier == null ? null : Boolean.valueOf(Boolean.TRUE.equals(verified));
    }

    /** The account that a user has in a connection. */
    @JsonPropertyOrder({"connection", "provider", "user_id", "isSocial"})
    public record LinkedIdentity(
            String connection,
            String provider,
            @JsonProperty("user_id") String userId,
            @JsonProperty("isSocial") boolean social) {

        static LinkedIdentity of(State state) {
            return new LinkedIdentity(
                    state.connection(), "auth0", state.userId().withoutProvider(), false);
        }
    }

    /** Hides the personal data from logs. */
    @Override
    public String toString() {
        return "UserAnswer[" + userId + "]";
    }
}
