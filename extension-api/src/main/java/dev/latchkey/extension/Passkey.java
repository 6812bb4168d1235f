package dev.latchkey.extension;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A passkey, as the ceremony has just shown it. */
public interface Passkey {

    /** Its id in the APIs and events. */
    String id();

    /** Its authenticator's model; all zeros where that is not told. */
    UUID aaguid();

    /** Whether the authenticator verified the person, by a PIN or by a body part. */
    boolean userVerified();

    /** Whether it may be synced to other devices; empty when nobody said it of an imported one. */
    Optional<Boolean> backupEligible();

    /** Whether it is synced now. */
    boolean backedUp();

    /** Since when we know it; empty at a signup. */
    default Optional<Instant> registeredAt() {
        return Optional.empty();
    }
}
