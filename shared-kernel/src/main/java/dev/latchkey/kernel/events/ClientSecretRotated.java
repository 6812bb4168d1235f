package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.TenantPart;
import java.time.Instant;

/** An application got a new secret; the settings hold its SHA-256. */
@EventName("client-secret-rotated")
public record ClientSecretRotated(String clientId, Settings settings, Settings descriptions, Instant rotatedAt)
        implements TenantSettled {

    @Override
    public TenantPart part() {
        return TenantPart.CLIENT;
    }

    @Override
    public String id() {
        return clientId;
    }

    @Override
    public Instant at() {
        return rotatedAt;
    }
}
