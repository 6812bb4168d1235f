package dev.latchkey.token.management;

import dev.latchkey.kernel.people.CheckedText;
import dev.latchkey.kernel.people.PasskeyAnswer;
import dev.latchkey.kernel.privacy.ImportedPasskey;
import dev.latchkey.kernel.privacy.PasskeyName;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.StrictJson;
import dev.latchkey.token.webauthn.ImportedKey;
import dev.latchkey.token.webauthn.ImportedKeyReader;
import dev.latchkey.token.write.importpasskey.PasskeyImport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a passkey that an operator brings along from another system (CONTRACT section 13). */
@Component
final class PasskeyImportReader {

    private static final int MOST_NAME_CHARACTERS = 100;
    private static final int MOST_USER_AGENT_CHARACTERS = 256;
    private static final int MOST_HANDLE_BYTES = 64;
    private static final int MOST_TRANSPORTS = 10;
    private static final int MOST_TRANSPORT_CHARACTERS = 32;
    private static final UUID NO_AAGUID = new UUID(0, 0);
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final Set<String> MEMBERS = Set.of(
            "type",
            "name",
            "key_id",
            "public_key",
            "user_handle",
            "aaguid",
            "transports",
            "credential_device_type",
            "credential_backed_up",
            "identity_user_id",
            "user_agent",
            "relying_party_identifier");

    /** What an answer of the other system says besides; it means nothing here. */
    private static final Set<String> IGNORED = Set.of(
            "id", "usage", "created_at", "enrolled_at", "last_auth_at", "confirmed", "preferred_authentication_method");

    private final ImportedKeyReader keys;
    private final Tenant tenant;

    PasskeyImportReader(ImportedKeyReader keys, Tenant tenant) {
        this.keys = keys;
        this.tenant = tenant;
    }

    /**
     * Reads it.
     *
     * @throws ApiException 400 that says what is wrong
     */
    PasskeyImport read(JsonNode node, UserId owner) {
        if (!(node instanceof ObjectNode body)) {
            throw ApiException.invalidRequest("each authentication method must be of type object");
        }
        requireToBeAPasskeyOf(body, owner);
        Boolean eligible = backupEligible(body);
        boolean backedUp =
                StrictJson.optionalTruth(body, "credential_backed_up").orElse(false);
        if (backedUp && Boolean.FALSE.equals(eligible)) {
            throw ApiException.invalidRequest("\"credential_backed_up\" cannot be true of a \"single_device\" passkey");
        }
        return new PasskeyImport(
                CredentialId.parse(StrictJson.requiredText(body, "key_id"))
                        .orElseThrow(
                                () -> ApiException.invalidRequest("\"key_id\" must be base64url of 1 to 1023 bytes")),
                key(StrictJson.requiredText(body, "public_key")),
                aaguid(body),
                transports(body),
                // What is synced may be synced.
                backedUp ? Boolean.TRUE : eligible,
                backedUp,
                relyingParty(body),
                new ImportedPasskey(userHandle(body, owner), userAgent(body)),
                name(body).orElse(null));
    }

    /** The name of a passkey, as an operator gives it. */
    static Optional<PasskeyName> name(ObjectNode body) {
        return StrictJson.optionalText(body, "name")
                .map(name -> new PasskeyName(CheckedText.of("\"name\"", name.strip(), 1, MOST_NAME_CHARACTERS)));
    }

    private static void requireToBeAPasskeyOf(ObjectNode body, UserId owner) {
        if (!PasskeyAnswer.TYPE.equals(StrictJson.requiredText(body, "type"))) {
            throw ApiException.invalidRequest("\"type\" must be \"passkey\": people sign in with nothing else here");
        }
        for (String member : body.propertyNames()) {
            if (!MEMBERS.contains(member) && !IGNORED.contains(member)) {
                throw ApiException.invalidRequest("Additional properties not allowed: " + member);
            }
        }
        String identity = StrictJson.optionalText(body, "identity_user_id").orElse(owner.toString());
        if (!identity.equals(owner.toString()) && !identity.equals(owner.withoutProvider())) {
            throw ApiException.invalidRequest("\"identity_user_id\" must be the id of this user");
        }
    }

    private ImportedKey key(String text) {
        return keys.read(text)
                .orElseThrow(
                        () -> ApiException.invalidRequest(
                                "\"public_key\" must be a COSE key or a"
                                        + " SubjectPublicKeyInfo (base64, base64url or PEM) of Ed25519, of P-256, or of RSA with 2048 bits or more"));
    }

    private static UUID aaguid(ObjectNode body) {
        String text = StrictJson.optionalText(body, "aaguid").orElse(NO_AAGUID.toString());
        if (!UUID_FORM.matcher(text).matches()) {
            throw ApiException.invalidRequest("\"aaguid\" must be a UUID");
        }
        return UUID.fromString(text);
    }

    private static @Nullable Boolean backupEligible(ObjectNode body) {
        String type = StrictJson.optionalText(body, "credential_device_type").orElse(null);
        if (type == null) {
            return null;
        }
        return switch (type) {
            case PasskeyAnswer.MULTI_DEVICE -> true;
            case PasskeyAnswer.SINGLE_DEVICE -> false;
            default ->
                throw ApiException.invalidRequest(
                        "\"credential_device_type\" must be \"single_device\" or \"multi_device\"");
        };
    }

    private static List<String> transports(ObjectNode body) {
        JsonNode transports = body.get("transports");
        if (transports == null || transports.isNull()) {
            return List.of();
        }
        if (!(transports instanceof ArrayNode array) || array.size() > MOST_TRANSPORTS) {
            throw ApiException.invalidRequest(
                    "\"transports\" must be an array of at most " + MOST_TRANSPORTS + " strings");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode transport : array) {
            if (!transport.isString()
                    || !transport.stringValue().matches("[a-z0-9-]{1," + MOST_TRANSPORT_CHARACTERS + "}")) {
                throw ApiException.invalidRequest("\"transports\" holds names like \"internal\" and \"hybrid\"");
            }
            names.add(transport.stringValue());
        }
        return names;
    }

    /** A passkey of another RP ID would never be presented here. */
    private String relyingParty(ObjectNode body) {
        Set<String> ours = tenant.domains().stream().map(Domain::relyingPartyId).collect(Collectors.toSet());
        String named = StrictJson.optionalText(body, "relying_party_identifier").orElse(null);
        if (named == null && ours.size() == 1) {
            return ours.iterator().next();
        }
        if (named == null || !ours.contains(named)) {
            throw ApiException.invalidRequest(
                    "\"relying_party_identifier\" must be the one of a domain: passkeys of another one cannot be used here");
        }
        return named;
    }

    private static @Nullable String userHandle(ObjectNode body, UserId owner) {
        String handle = StrictJson.optionalText(body, "user_handle").orElse(null);
        if (handle == null || handle.equals(Base64Url.encode(owner.toUserHandle()))) {
            return null;
        }
        boolean wellFormed = Base64Url.decode(handle)
                .filter(bytes -> bytes.length > 0 && bytes.length <= MOST_HANDLE_BYTES)
                .isPresent();
        if (!wellFormed) {
            throw ApiException.invalidRequest("\"user_handle\" must be base64url of 1 to 64 bytes");
        }
        return handle;
    }

    private static @Nullable String userAgent(ObjectNode body) {
        return StrictJson.optionalText(body, "user_agent")
                .map(text -> CheckedText.of("\"user_agent\"", text, 1, MOST_USER_AGENT_CHARACTERS))
                .orElse(null);
    }
}
