package dev.latchkey.endtoend;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** An {@code auth_session} with its options. */
record Session(String authSession, JsonNode options) {

    static Session of(Answer answer) {
        if (!answer.isOk()) {
            throw new AssertionError("No session: " + answer);
        }
        var json = answer.json();
        return new Session(json.required("auth_session").asString(), json.required("authn_params_public_key"));
    }

    /** The first 16 bytes of the challenge name the session in tokens and events. */
    String id() {
        var challenge = ByteBuffer.wrap(Base64.getUrlDecoder().decode(challenge()));
        return new UUID(challenge.getLong(), challenge.getLong()).toString();
    }

    String challenge() {
        return options.required("challenge").asString();
    }
}
