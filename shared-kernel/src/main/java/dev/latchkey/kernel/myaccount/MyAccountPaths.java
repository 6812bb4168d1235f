package dev.latchkey.kernel.myaccount;

/** The paths of the My Account API (CONTRACT section 12). */
public final class MyAccountPaths {

    public static final String AUTHENTICATION_METHODS = "/me/v1/authentication-methods";
    public static final String AUTHENTICATION_METHOD = AUTHENTICATION_METHODS + "/{id}";
    public static final String VERIFY = AUTHENTICATION_METHOD + "/verify";
    public static final String FACTORS = "/me/v1/factors";

    /** The id of a passkey that is only just being enrolled. */
    public static final String NEW_PASSKEY = "passkey|new";

    static final String ALL = "/me/v1/**";
    static final String PREFIX = "/me/v1/";

    private MyAccountPaths() {}
}
