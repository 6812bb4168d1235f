package dev.latchkey.token.myaccount;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.privacy.PasskeyName;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.token.known.KnownPasskey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A passkey as CONTRACT section 12 shows it.
 *
 * @param createdAt always with milliseconds: Swift's SDK reads no other form
 * @param publicKey standard base64 with padding, other than all the rest
 */
@JsonPropertyOrder({
    "id",
    "type",
    "usage",
    "created_at",
    "name",
    "key_id",
    "public_key",
    "user_handle",
    "identity_user_id",
    "credential_device_type",
    "credential_backed_up",
    "aaguid",
    "relying_party_id",
    "transports"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
record PasskeyAnswer(
        String id,
        String type,
        List<String> usage,
        @JsonProperty("created_at") String createdAt,
        @Nullable String name,
        @JsonProperty("key_id") String keyId,
        @JsonProperty("public_key") String publicKey,
        @JsonProperty("user_handle") String userHandle,
        @JsonProperty("identity_user_id") String identityUserId,
        @JsonProperty("credential_device_type") String credentialDeviceType,
        @JsonProperty("credential_backed_up") boolean credentialBackedUp,
        String aaguid,
        @JsonProperty("relying_party_id") String relyingPartyId,
        List<String> transports) {

    static final String TYPE = "passkey";
    static final List<String> USAGE = List.of("primary");

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    static PasskeyAnswer of(KnownPasskey passkey, byte[] userHandle, @Nullable PasskeyName name) {
        CredentialRegistered registered = passkey.registration();
        return new PasskeyAnswer(
                passkey.id().toString(),
                TYPE,
                USAGE,
                withMilliseconds(registered.registeredAt()),
                name == null ? null : name.value(),
                registered.credentialId().toString(),
                Base64.getEncoder()
                        .encodeToString(Base64Url.decode(registered.publicKey()).orElseThrow()),
                Base64Url.encode(userHandle),
                passkey.owner().toString(),
                registered.backupEligible() ? "multi_device" : "single_device",
                passkey.backedUp(),
                registered.aaguid().toString(),
                registered.relyingPartyId(),
                registered.transports());
    }

    private static String withMilliseconds(Instant instant) {
        return MILLISECONDS.format(instant);
    }

    /** Hides the name from logs. */
    @Override
    public String toString() {
        return "PasskeyAnswer[" + id + "]";
    }
}
