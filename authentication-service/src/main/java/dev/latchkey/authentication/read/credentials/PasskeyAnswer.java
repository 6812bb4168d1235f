package dev.latchkey.authentication.read.credentials;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * A passkey in the shape of the Management API (CONTRACT sections 12 and 13): the public key in standard padded base64,
 * everything else that is binary in base64url.
 */
@JsonPropertyOrder({
    "id",
    "type",
    "created_at",
    "key_id",
    "public_key",
    "user_handle",
    "identity_user_id",
    "credential_device_type",
    "credential_backed_up",
    "aaguid",
    "relying_party_identifier",
    "transports"
})
record PasskeyAnswer(
        PasskeyId id,
        String type,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("key_id") CredentialId keyId,
        @JsonProperty("public_key") String publicKey,
        @JsonProperty("user_handle") String userHandle,
        @JsonProperty("identity_user_id") UserId identityUserId,
        @JsonProperty("credential_device_type") String credentialDeviceType,
        @JsonProperty("credential_backed_up") boolean credentialBackedUp,
        UUID aaguid,
        @JsonProperty("relying_party_identifier") String relyingPartyIdentifier,
        List<String> transports) {

    /** Always with milliseconds: there are clients that read no other form. */
    private static final DateTimeFormatter TIMESTAMP =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    static PasskeyAnswer of(CredentialRow row) {
        return new PasskeyAnswer(
                row.passkeyId(),
                "passkey",
                TIMESTAMP.format(row.registeredAt()),
                row.credentialId(),
                Base64.getEncoder().encodeToString(row.publicKey()),
                Base64Url.encode(row.userId().toUserHandle()),
                row.userId(),
                row.backupEligible() ? "multi_device" : "single_device",
                row.backedUp(),
                row.aaguid(),
                row.relyingPartyId(),
                row.transports());
    }
}
