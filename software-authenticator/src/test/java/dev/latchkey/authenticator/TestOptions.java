package dev.latchkey.authenticator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Options as the two challenge endpoints give them. */
final class TestOptions {

    static final String ORIGIN = "http://localhost:8080";
    static final String CHALLENGE = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    static final String USER_ID = "YXV0aDB8NjVmMGMyZDFlOGE5YjRjM2QyZTFmMGE5";

    private TestOptions() {}

    static JsonNode creation() {
        return json("""
                {"challenge": "%s", "timeout": 60000,
                 "rp": {"id": "localhost", "name": "localhost"},
                 "user": {"id": "%s", "name": "ada@example.com", "displayName": "Ada"},
                 "pubKeyCredParams": [{"type": "public-key", "alg": -8}, {"type": "public-key", "alg": -7},
                                      {"type": "public-key", "alg": -257}],
                 "authenticatorSelection": {"residentKey": "required", "userVerification": "preferred"}}
                """.formatted(CHALLENGE, USER_ID));
    }

    static JsonNode request() {
        return json("""
                {"challenge": "%s", "timeout": 60000, "rpId": "localhost", "userVerification": "preferred"}
                """.formatted(CHALLENGE));
    }

    static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }
}
