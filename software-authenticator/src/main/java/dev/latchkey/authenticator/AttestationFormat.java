package dev.latchkey.authenticator;

/** How a new passkey vouches for itself. */
public enum AttestationFormat {
    /** Not at all: an empty statement. */
    NONE("none"),
    /** Signed by the new credential's own key. */
    PACKED_SELF("packed");

    private final String identifier;

    AttestationFormat(String identifier) {
        this.identifier = identifier;
    }

    String identifier() {
        return identifier;
    }
}
