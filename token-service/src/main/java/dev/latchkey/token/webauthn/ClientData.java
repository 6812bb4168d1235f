package dev.latchkey.token.webauthn;

/**
 * The client data that the authenticator signed over (WebAuthn section 5.8.1), as far as it is verified.
 *
 * @param crossOrigin whether the ceremony ran in a frame of another origin
 * @param hasTopOrigin whether a top-level origin was named, which only happens in such a frame
 */
record ClientData(String type, String challenge, String origin, boolean crossOrigin, boolean hasTopOrigin) {}
