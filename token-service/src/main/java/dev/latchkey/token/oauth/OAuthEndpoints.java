package dev.latchkey.token.oauth;

/** Where the OAuth endpoints are (CONTRACT sections 5, 8 and 9). */
final class OAuthEndpoints {

    static final String TOKEN = "/oauth/token";
    static final String REVOKE = "/oauth/revoke";
    static final String USERINFO = "/userinfo";
    static final String JWKS = "/.well-known/jwks.json";
    static final String AUTHORIZE = "/authorize";
    static final String OPENID_CONFIGURATION = "/.well-known/openid-configuration";
    static final String AUTHORIZATION_SERVER_METADATA = "/.well-known/oauth-authorization-server";

    private OAuthEndpoints() {}
}
