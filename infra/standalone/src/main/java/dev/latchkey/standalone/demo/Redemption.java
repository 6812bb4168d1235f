package dev.latchkey.standalone.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A challenge that was answered well: the request that did it, and who and which session it was. */
record Redemption(JsonNode request, String sessionId, String userId) {

    private static final JsonMapper JSON = new JsonMapper();

    static Redemption of(JsonNode request, Answer challenge, Answer tokens) {
        String bytes =
                challenge.required("authn_params_public_key").path("challenge").asString();
        return new Redemption(request, sessionId(bytes), subject(tokens.text("id_token")));
    }

    /** The session is named by the first 16 bytes of its challenge. */
    static String sessionId(String challenge) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(challenge));
        return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }

    private static String subject(String idToken) {
        byte[] claims = Base64.getUrlDecoder().decode(idToken.split("\\.", -1)[1]);
        return JSON.readTree(new String(claims, StandardCharsets.UTF_8))
                .required("sub")
                .asString();
    }
}
