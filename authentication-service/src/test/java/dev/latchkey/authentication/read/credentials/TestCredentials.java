package dev.latchkey.authentication.read.credentials;

import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Facts about passkeys. */
final class TestCredentials {

    static final Instant REGISTERED = Instant.parse("2026-11-22T10:00:00Z");
    static final UUID AAGUID = UUID.fromString("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4");
    private static final SecureRandom RANDOM = new SecureRandom();

    private TestCredentials() {}

    static UserId newUserId() {
        return UserId.of(random(UserId.RANDOM_BYTES));
    }

    static CredentialRegistered registered(UserId user) {
        return registeredAt(REGISTERED, user);
    }

    static CredentialRegistered registeredAt(Instant instant, UserId user) {
        CredentialId credential = CredentialId.of(Base64Url.encode(random(32)));
        return new CredentialRegistered(
                PasskeyId.of(credential),
                credential,
                user,
                // Bytes whose base64 tells the standard alphabet with padding from base64url.
                Base64Url.encode(new byte[] {(byte) 0xfb, (byte) 0xff, (byte) 0xfe, 1}),
                -7,
                AAGUID,
                List.of("internal", "hybrid"),
                0,
                true,
                false,
                true,
                "none",
                "localhost",
                instant);
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
