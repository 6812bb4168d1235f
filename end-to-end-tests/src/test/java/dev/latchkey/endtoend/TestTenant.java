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

    /** The front door, the same over TLS, and an application of another origin. */
    record Ports(int door, int secure, int application) {}

    static void writeTo(Path data, Ports ports) {
        try {
            Files.createDirectories(data);
            Files.writeString(data.resolve("tenant.yaml"), yaml(ports));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String yaml(Ports ports) {
        return """
                latchkey:
                  # All requests come from one address.
                  rate-limits:
                    enabled: false
                  # Nobody here waits a minute for a tree head.
                  audit:
                    tree-heads:
                      interval: 5s
                  tenant:
                    name: Latchkey end to end
                    default-directory: %1$s
                    domains:
                      - url: http://localhost:%2$d
                      - url: https://localhost:%5$d
                        related-origins: ["https://app.example.org"]
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
                      - client-id: spa
                        app-type: spa
                        token-endpoint-auth-method: none
                        grant-types: ["urn:okta:params:oauth:grant-type:webauthn", refresh_token]
                        web-origins: ["http://localhost:%6$d"]
                        refresh-token:
                          policies:
                            - audience: https://localhost:%5$d/me/
                              scope: ["create:me:authentication_methods", "read:me:authentication_methods",
                                      "update:me:authentication_methods", "delete:me:authentication_methods",
                                      "read:me:factors"]
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
                        mobile:
                          android:
                            app-package-name: com.example.app
                            sha256-cert-fingerprints:
                              - "14:6D:E9:83:C5:73:06:50:D8:EE:B9:95:2F:34:FC:64:16:A0:83:42:E6:1D:BE:A8:8A:04:96:B2:3F:CF:44:E5"
                          ios:
                            team-id: 86WQXF56BC
                            app-bundle-identifier: com.example.app
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
                        scopes:
                          - "read:users"
                          - "create:users"
                          - "update:users"
                          - "delete:users"
                          - "read:authentication_methods"
                          - "create:authentication_methods"
                          - "update:authentication_methods"
                          - "delete:authentication_methods"
                          - "read:clients"
                          - "create:clients"
                          - "update:clients"
                          - "delete:clients"
                          - "update:client_keys"
                          - "read:connections"
                          - "create:connections"
                          - "update:connections"
                          - "delete:connections"
                          - "read:custom_domains"
                          - "create:custom_domains"
                          - "update:custom_domains"
                          - "delete:custom_domains"
                          - "read:logs"
                          - "read:audit"
                      - client-id: powerless
                        app-type: non_interactive
                        token-endpoint-auth-method: client_secret_post
                        client-secret-sha256: "%4$s"
                        grant-types: [client_credentials]
                """.formatted(REALM, ports.door(), API, sha256(SECRET), ports.secure(), ports.application());
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
