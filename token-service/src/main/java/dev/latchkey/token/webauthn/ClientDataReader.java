package dev.latchkey.token.webauthn;

import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code clientDataJSON} so that nobody can read it differently: strict UTF-8 without a byte order mark, no
 * duplicate members, no NUL and no half surrogate pairs; extra members are allowed, as browsers add them on purpose.
 */
final class ClientDataReader {

    private ClientDataReader() {}

    static ClientData read(byte[] json) {
        requireStrictUtf8(json);
        ObjectNode data = StrictJson.parse(json).orElseThrow(ClientDataReader::malformed);
        requireSaneText(data);
        return new ClientData(
                StrictJson.optionalText(data, "type").orElse(""),
                StrictJson.optionalText(data, "challenge").orElse(""),
                StrictJson.optionalText(data, "origin").orElse(""),
                isCrossOrigin(data),
                StrictJson.optionalText(data, "topOrigin").isPresent());
    }

    private static boolean isCrossOrigin(ObjectNode data) {
        JsonNode crossOrigin = data.get("crossOrigin");
        if (crossOrigin == null) {
            return false;
        }
        if (!crossOrigin.isBoolean()) {
            throw ApiException.invalidRequest("\"crossOrigin\" of clientDataJSON must be of type boolean");
        }
        return crossOrigin.booleanValue();
    }

    private static void requireStrictUtf8(byte[] json) {
        try {
            CharSequence text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            if (text.isEmpty() || text.charAt(0) == '\uFEFF') {
                throw malformed();
            }
        } catch (CharacterCodingException notUtf8) {
            throw malformed();
        }
    }

    private static void requireSaneText(JsonNode node) {
        if (node.isString() && !isSane(node.stringValue())) {
            throw malformed();
        }
        node.propertyNames().forEach(name -> {
            if (!isSane(name)) {
                throw malformed();
            }
        });
        node.values().forEach(ClientDataReader::requireSaneText);
    }

    private static boolean isSane(String text) {
        return text.codePoints()
                .noneMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }

    private static ApiException malformed() {
        return ApiException.invalidRequest("\"clientDataJSON\" must be the base64url of a well-formed JSON object");
    }
}
