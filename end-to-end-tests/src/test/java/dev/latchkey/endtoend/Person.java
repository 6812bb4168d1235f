package dev.latchkey.endtoend;

import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Somebody who signed up, with the authenticator that holds their passkey. */
record Person(String email, SoftwareAuthenticator authenticator, Session signup, Answer tokens) {

    static String newEmail() {
        return UUID.randomUUID() + "@example.com";
    }

    String userId() {
        return Tokens.claims(tokens.json().required("id_token").asString())
                .required("sub")
                .asString();
    }

    JsonNode json() {
        return tokens.json();
    }
}
