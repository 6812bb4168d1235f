package dev.latchkey.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The configuration of the suite under test: the launcher's own, and beside it a client for each rule that is to refuse one. */
final class TestTenant {

    static final String REALM = "Username-Password-Authentication";
    static final String OTHER_REALM = "Staff";
    static final String REALM_WITHOUT_PASSKEYS = "No-Passkeys";
    static final String REALM_WITHOUT_SIGNUP = "No-Signup";
    static final String API = "https://api.example.com";
    static final String SECRET = "the-secret-of-every-confidential-client-of-the-tests";

    private TestTenant() {}

    static void writeTo(Path data, int port) {
        try {
            Files.createDirectories(data);
            Files.writeString(data.resolve("tenant.yaml"), yaml(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String yaml(int port) {
        return """
                latchkey:
                  tenant:
                    name: Latchkey end to end
                    default-directory: %1$s
                    domains:
                      - url: http://localhost:%2$d
                    connections:
                      - name: %1$s
                      - name: Staff
                      - name: No-Passkeys
                        passkeys-enabled: false
                      - name: No-Signup
                        signup-enabled: false
                    resource-servers:
                      - identifier: %3$s
                        scopes: ["read:things"]
                        token-lifetime-seconds: 600
                    clients:
                      - client-id: demo
                        name: Latchkey demo
                        app-type: spa
                        token-endpoint-auth-method: none
                        grant-types: ["urn:okta:params:oauth:grant-type:webauthn"]
                        web-origins: ["http://localhost:%2$d"]
                      - client-id: other
                        app-type: spa
                        token-endpoint-auth-method: none
                        grant-types: ["urn:okta:params:oauth:grant-type:webauthn"]
                        web-origins: ["http://localhost:%2$d"]
                      - client-id: elsewhere
                        app-type: spa
                        token-endpoint-auth-method: none
                        grant-types: ["urn:okta:params:oauth:grant-type:webauthn"]
                        web-origins: ["http://elsewhere.localhost:%2$d"]
                      - client-id: careful
                        app-type: spa
                        token-endpoint-auth-method: none
                        grant-types: ["urn:okta:params:oauth:grant-type:webauthn"]
                        web-origins: ["http://localhost:%2$d"]
                        user-verification: required
                      - client-id: no-grant
                        app-type: spa
                        token-endpoint-auth-method: none
                        grant-types: []
                        web-origins: ["http://localhost:%2$d"]
                      - client-id: third-party
                        app-type: spa
                        token-endpoint-auth-method: none
                        is-first-party: false
                        grant-types: ["urn:okta:params:oauth:grant-type:webauthn"]
                        web-origins: ["http://localhost:%2$d"]
                      - client-id: legacy
                        app-type: spa
                        token-endpoint-auth-method: none
                        oidc-conformant: false
                        grant-types: ["urn:okta:params:oauth:grant-type:webauthn"]
                        web-origins: ["http://localhost:%2$d"]
                      - client-id: confidential
                        app-type: regular_web
                        token-endpoint-auth-method: client_secret_post
                        client-secret-sha256: "%4$s"
                        grant-types: ["urn:okta:params:oauth:grant-type:webauthn"]
                        web-origins: ["http://localhost:%2$d"]
                      - client-id: operator
                        name: Operator
                        app-type: non_interactive
                        token-endpoint-auth-method: client_secret_post
                        client-secret-sha256: "%4$s"
                        grant-types: [client_credentials]
                        scopes: ["read:users", "read:authentication_methods"]
                      - client-id: powerless
                        app-type: non_interactive
                        token-endpoint-auth-method: client_secret_post
                        client-secret-sha256: "%4$s"
                        grant-types: [client_credentials]
                """.formatted(REALM, port, API, sha256(SECRET));
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
