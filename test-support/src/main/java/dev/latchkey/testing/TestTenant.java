package dev.latchkey.testing;

/** The tenant of {@code latchkey-test.yaml}, for tests that speak of it. */
public final class TestTenant {

    /** Load it with {@code spring.config.additional-location}. */
    public static final String CONFIGURATION = "classpath:latchkey-test.yaml";

    public static final String DOMAIN = "http://localhost:8080";
    public static final String HOST = "localhost:8080";
    public static final String ISSUER = DOMAIN + "/";
    public static final String ORIGIN = DOMAIN;
    public static final String RELYING_PARTY_ID = "localhost";
    public static final String REALM = "Username-Password-Authentication";

    /** A public client with the webauthn grant. */
    public static final String DEMO = "demo";

    /** Another such client. */
    public static final String OTHER = "other";

    /** A confidential client with the webauthn grant, authenticated by {@code client_secret_post}. */
    public static final String WEB = "web";

    public static final String WEB_SECRET = "latchkey-test-web-secret";

    /** A client without the webauthn grant. */
    public static final String NO_PASSKEYS = "no-passkeys";

    /** Gets tokens with all scopes of the Management API by client credentials. */
    public static final String OPERATOR = "operator";

    public static final String OPERATOR_SECRET = "latchkey-test-operator-secret";

    private TestTenant() {}
}
