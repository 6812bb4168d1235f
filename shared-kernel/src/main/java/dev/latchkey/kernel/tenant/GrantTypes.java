package dev.latchkey.kernel.tenant;

import java.util.Set;

/** The grant types an application can be allowed. */
public final class GrantTypes {

    /** The passkey grant of CONTRACT section 5. */
    public static final String WEBAUTHN = "urn:okta:params:oauth:grant-type:webauthn";

    /** RFC 6749 section 6. */
    public static final String REFRESH_TOKEN = "refresh_token";

    /** RFC 6749 section 4.4, for operators and machines. */
    public static final String CLIENT_CREDENTIALS = "client_credentials";

    /** Everything the token endpoint can do. */
    public static final Set<String> SUPPORTED = Set.of(WEBAUTHN, REFRESH_TOKEN, CLIENT_CREDENTIALS);

    private GrantTypes() {}
}
