package dev.latchkey.kernel.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.latchkey.kernel.privacy.ImportedPasskey;
import dev.latchkey.kernel.privacy.PasskeyName;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passkey in the shape of the Management API (CONTRACT sections 12 and 13): the public key in standard padded base64,
 * everything else that is binary in base64url.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "id",
    "type",
    "created_at",
    "name",
    "key_id",
    "public_key",
    "user_handle",
    "identity_user_id",
    "credential_device_type",
    "credential_backed_up",
    "aaguid",
    "relying_party_identifier",
    "transports",
    "user_agent"
})
public record PasskeyAnswer(
        PasskeyId id,
        String type,
        @JsonProperty("created_at") String createdAt,
        @Nullable String name,
        @JsonProperty("key_id") CredentialId keyId,
        @JsonProperty("public_key") String publicKey,
        @JsonProperty("user_handle") String userHandle,
        @JsonProperty("identity_user_id") UserId identityUserId,
        @JsonProperty("credential_device_type") @Nullable String credentialDeviceType,
        @JsonProperty("credential_backed_up") boolean credentialBackedUp,
        UUID aaguid,
        @JsonProperty("relying_party_identifier") String relyingPartyIdentifier,
        List<String> transports,
        @JsonProperty("user_agent") @Nullable String userAgent) {

    /** The only type there is. */
    public static final String TYPE = "passkey";

    /** A passkey that may be synced. */
    public static final String MULTI_DEVICE = "multi_device";

    /** A passkey that stays where it was made. */
    public static final String SINGLE_DEVICE = "single_device";

    /** Always with milliseconds: there are clients that read no other form. */
    private static final DateTimeFormatter TIMESTAMP =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /**
     * What is known of a passkey.
     *
     * @param publicKey the COSE key
     * @param backupEligible absent, nobody said it of an imported passkey
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only carried to the answer
    public record State(
            PasskeyId passkeyId,
            UserId userId,
            CredentialId credentialId,
            byte[] publicKey,
            UUID aaguid,
            List<String> transports,
            @Nullable Boolean backupEligible,
            boolean backedUp,
            String relyingPartyId,
            Instant registeredAt) {

        public State {
            transports = List.copyOf(transports);
        }
    }

    /**
     * The answer.
     *
     * @param name that somebody gave it
     * @param imported what it brought along
     */
    public static PasskeyAnswer of(State state, @Nullable PasskeyName name, @Nullable ImportedPasskey imported) {
        String handle = imported == null ? null : imported.userHandle();
        return new PasskeyAnswer(
                state.passkeyId(),
                TYPE,
                TIMESTAMP.format(state.registeredAt()),
                name == null ? null : name.value(),
                state.credentialId(),
                Base64.getEncoder().encodeToString(state.publicKey()),
                handle == null ? Base64Url.encode(state.userId().toUserHandle()) : handle,
                state.userId(),
                deviceType(state.backupEligible()),
                state.backedUp(),
                state.aaguid(),
                state.relyingPartyId(),
                state.transports(),
                imported == null ? null : imported.userAgent());
    }

    private static @Nullable String deviceType(@Nullable Boolean backupEligible) {
        if (backupEligible == null) {
            return null;
        }
        return backupEligible ? MULTI_DEVICE : SINGLE_DEVICE;
    }

    /** Hides the personal data from logs. */
    @Override
    public String toString() {
        return "PasskeyAnswer[" + id + "]";
    }
}
