package dev.latchkey.token.webauthn;

import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.StrictJson;
import dev.latchkey.token.webauthn.AuthenticatorAnswer.Assertion;
import dev.latchkey.token.webauthn.AuthenticatorAnswer.Attestation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code authn_response} (CONTRACT section 5.1) before anything is looked up.
 *
 * <p>Whatever is missing, mistyped or over its limit is answered 400 and does not consume the session; unknown members
 * are ignored, because browsers add some.
 */
public final class AnswerReader {

    private static final int MOST_CREDENTIAL_ID_CHARACTERS = 1364;
    private static final int MOST_CLIENT_DATA_CHARACTERS = 1000;
    private static final int MOST_ATTESTATION_CHARACTERS = 2000;
    private static final int MOST_ASSERTION_CHARACTERS = 2000;
    private static final int MOST_TRANSPORTS = 10;
    private static final int MOST_TRANSPORT_CHARACTERS = 100;

    private AnswerReader() {}

    /**
     * Reads the object.
     *
     * @throws ApiException 400 {@code invalid_request} naming the member that is wrong
     */
    public static AuthenticatorAnswer read(ObjectNode answer) {
        String id = text(answer, "id", MOST_CREDENTIAL_ID_CHARACTERS);
        if (!id.equals(text(answer, "rawId", MOST_CREDENTIAL_ID_CHARACTERS))) {
            throw ApiException.invalidRequest("\"id\" and \"rawId\" must be equal");
        }
        if (!"public-key".equals(StrictJson.requiredText(answer, "type"))) {
            throw ApiException.invalidRequest("\"type\" must be public-key");
        }
        StrictJson.optionalText(answer, "authenticatorAttachment");
        StrictJson.optionalObject(answer, "clientExtensionResults");
        return read(credentialId(id), StrictJson.requiredObject(answer, "response"));
    }

    private static AuthenticatorAnswer read(CredentialId credentialId, ObjectNode response) {
        byte[] clientDataJson = bytes(response, "clientDataJSON", MOST_CLIENT_DATA_CHARACTERS)
                .orElseThrow(() -> ApiException.invalidRequest("\"clientDataJSON\" is required"));
        return new AuthenticatorAnswer(
                credentialId,
                ClientDataReader.read(clientDataJson),
                clientDataJson,
                attestation(response),
                assertion(response));
    }

    private static @Nullable Attestation attestation(ObjectNode response) {
        return bytes(response, "attestationObject", MOST_ATTESTATION_CHARACTERS)
                .map(object -> wellFormed("attestationObject", object, AttestationObjectShape::require))
                .map(object -> new Attestation(object, transports(response)))
                .orElse(null);
    }

    /** What browsers add to a registration, copies of parts of the attestation object, is not looked at. */
    private static @Nullable Assertion assertion(ObjectNode response) {
        if (response.hasNonNull("attestationObject")) {
            return null;
        }
        byte[] authenticatorData = bytes(response, "authenticatorData", MOST_ASSERTION_CHARACTERS)
                .map(data -> wellFormed("authenticatorData", data, AuthenticatorDataShape::require))
                .orElseThrow(() ->
                        ApiException.invalidRequest("\"attestationObject\" or \"authenticatorData\" is required"));
        byte[] signature = bytes(response, "signature", MOST_ASSERTION_CHARACTERS)
                .orElseThrow(() -> ApiException.invalidRequest("\"signature\" is required"));
        return new Assertion(
                authenticatorData,
                signature,
                bytes(response, "userHandle", MOST_ASSERTION_CHARACTERS).orElse(null));
    }

    private static byte[] wellFormed(String name, byte[] bytes, Consumer<byte[]> shape) {
        try {
            shape.accept(bytes);
            return bytes;
        } catch (IllegalArgumentException malformed) {
            throw ApiException.invalidRequest('"' + name + "\" is malformed");
        }
    }

    private static List<String> transports(ObjectNode response) {
        JsonNode transports = response.get("transports");
        if (transports == null || transports.isNull()) {
            return List.of();
        }
        if (!(transports instanceof ArrayNode array) || array.size() > MOST_TRANSPORTS) {
            throw ApiException.invalidRequest("\"transports\" must be an array of at most 10 strings");
        }
        List<String> names = new ArrayList<>();
        array.forEach(transport -> names.add(transport(transport)));
        return List.copyOf(names);
    }

    private static String transport(JsonNode transport) {
        if (!transport.isString() || transport.stringValue().length() > MOST_TRANSPORT_CHARACTERS) {
            throw ApiException.invalidRequest("\"transports\" holds strings of at most 100 characters");
        }
        return transport.stringValue();
    }

    private static CredentialId credentialId(String id) {
        try {
            return CredentialId.of(id);
        } catch (IllegalArgumentException malformed) {
            throw ApiException.invalidRequest("\"id\" must be base64url of 1 to 1023 bytes");
        }
    }

    private static Optional<byte[]> bytes(ObjectNode object, String name, int mostCharacters) {
        return StrictJson.optionalText(object, name).map(text -> {
            if (text.length() > mostCharacters) {
                throw ApiException.invalidRequest('"' + name + "\" has at most " + mostCharacters + " characters");
            }
            return Base64Url.decode(text)
                    .orElseThrow(() -> ApiException.invalidRequest('"' + name + "\" must be base64url"));
        });
    }

    private static String text(ObjectNode object, String name, int mostCharacters) {
        String text = StrictJson.requiredText(object, name);
        if (text.isEmpty() || text.length() > mostCharacters) {
            throw ApiException.invalidRequest('"' + name + "\" has 1 to " + mostCharacters + " characters");
        }
        return text;
    }
}
