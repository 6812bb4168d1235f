package dev.latchkey.authenticator;

/** The flag byte of authenticator data (WebAuthn L3 §6.1). */
public record Flags(int bits) {

    private static final int USER_PRESENT = 1;
    private static final int USER_VERIFIED = 1 << 2;
    private static final int BACKUP_ELIGIBLE = 1 << 3;
    private static final int BACKED_UP = 1 << 4;
    private static final int ATTESTED_DATA = 1 << 6;
    private static final int EXTENSION_DATA = 1 << 7;

    static final Flags NONE = new Flags(0);

    /** UP. */
    public Flags userPresent(boolean set) {
        return with(USER_PRESENT, set);
    }

    /** UV. */
    public Flags userVerified(boolean set) {
        return with(USER_VERIFIED, set);
    }

    /** BE. */
    public Flags backupEligible(boolean set) {
        return with(BACKUP_ELIGIBLE, set);
    }

    /** BS. */
    public Flags backedUp(boolean set) {
        return with(BACKED_UP, set);
    }

    /** AT. */
    public Flags attestedData(boolean set) {
        return with(ATTESTED_DATA, set);
    }

    /** ED. */
    public Flags extensionData(boolean set) {
        return with(EXTENSION_DATA, set);
    }

    private Flags with(int bit, boolean set) {
        return new Flags(set ? bits | bit : bits & ~bit);
    }
}
