package dev.latchkey.kernel.tenant;

/** How an application proves who it is at the token endpoint (CONTRACT section 1.3). */
public enum ClientAuthentication {
    NONE("none"),
    CLIENT_SECRET_POST("client_secret_post"),
    CLIENT_SECRET_BASIC("client_secret_basic"),
    PRIVATE_KEY_JWT("private_key_jwt");

    private final String wireName;

    ClientAuthentication(String wireName) {
        this.wireName = wireName;
    }

    /** The {@code token_endpoint_auth_method} it is. */
    public String wireName() {
        return wireName;
    }

    /** Whether a secret is what proves it. */
    public boolean usesSecret() {
        return this == CLIENT_SECRET_POST || this == CLIENT_SECRET_BASIC;
    }
}
