package dev.latchkey.token.signals;

/** Where signals are had. */
public final class SignalPaths {

    /** Of the person whose token it is. */
    public static final String OWN = "/passkey/signals";

    /** Of a passkey that was just refused. */
    public static final String UNKNOWN_CREDENTIAL = "/passkey/signals/unknown-credential";

    private SignalPaths() {}
}
