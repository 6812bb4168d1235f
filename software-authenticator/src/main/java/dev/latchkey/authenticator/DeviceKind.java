package dev.latchkey.authenticator;

import java.util.List;

/** Where passkeys live, and what that shows in flags, counter and transports. */
enum DeviceKind {
    /** In a synchronizing provider: eligible for backup, backed up, counter always zero. */
    SYNCED("platform"),
    /** On one security key: never backed up, every use counted. */
    DEVICE_BOUND("cross-platform");

    private final String attachment;

    DeviceKind(String attachment) {
        this.attachment = attachment;
    }

    Flags flags() {
        boolean synced = this == SYNCED;
        return Flags.NONE
                .userPresent(true)
                .userVerified(true)
                .backupEligible(synced)
                .backedUp(synced);
    }

    long count(Passkey passkey) {
        return this == SYNCED ? 0 : passkey.countUp();
    }

    String attachment() {
        return attachment;
    }

    List<String> transports() {
        return this == SYNCED ? List.of("internal", "hybrid") : List.of("usb");
    }
}
