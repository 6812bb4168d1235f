package dev.latchkey.standalone.data;

import java.nio.file.Files;
import java.nio.file.Path;

/** The demo tenant: written anew at each run, as it depends on the port, unless somebody has made the file their own. */
public final class TenantFile {

    private static final String OURS = "# Written by ./latchkey run, which writes it anew unless this line is gone.";

    private TenantFile() {}

    public static void ensure(DataFolder folder, Secrets secrets, int port) {
        if (!isSomebodysOwn(folder.tenantFile())) {
            DataFolder.write(folder.tenantFile(), content(port, secrets.operatorSecretSha256()), "rw-r--r--");
        }
    }

    private static boolean isSomebodysOwn(Path file) {
        return Files.exists(file) && !DataFolder.read(file).startsWith(OURS);
    }

    private static String content(int port, String operatorSecretSha256) {
        return """
                %s
                latchkey:
                  # Everybody on this machine has one address, and so have all the people of a test or a demonstration.
                  rate-limits:
                    enabled: false
                  tenant:
                    name: Latchkey demo
                    default-directory: Username-Password-Authentication
                    domains:
                      - url: http://localhost:%2$d
                        relying-party-id: localhost
                    connections:
                      - name: Username-Password-Authentication
                    resource-servers: []
                    clients:
                      - client-id: demo
                        name: Latchkey demo
                        app-type: spa
                        token-endpoint-auth-method: none
                        grant-types: ["urn:okta:params:oauth:grant-type:webauthn", refresh_token]
                        web-origins: ["http://localhost:%2$d"]
                        refresh-token:
                          # Two tabs may present one token at the same moment.
                          leeway-seconds: 10
                          policies:
                            - audience: http://localhost:%2$d/me/
                              scope: ["create:me:authentication_methods", "read:me:authentication_methods",
                                      "update:me:authentication_methods", "delete:me:authentication_methods",
                                      "read:me:factors"]
                      # The secret is in the file operator-secret.
                      - client-id: operator
                        name: Operator
                        app-type: non_interactive
                        token-endpoint-auth-method: client_secret_post
                        client-secret-sha256: %3$s
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
                """.formatted(OURS, port, operatorSecretSha256);
    }
}
