package dev.latchkey.token.webauthn;

/** Lends tests in other rooms the real ceremonies. */
public final class RealCeremonies {

    private RealCeremonies() {}

    public static Ceremonies create() {
        return new WebAuthn4jCeremonies();
    }
}
