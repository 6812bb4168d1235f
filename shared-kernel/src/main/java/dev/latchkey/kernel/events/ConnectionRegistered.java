package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.TenantPart;
import java.time.Instant;

/** An operator registered a connection. */
@EventName("connection-registered")
public record ConnectionRegistered(String connectionId, Settings settings, Settings descriptions, Instant registeredAt)
        implements TenantSettled {

    @Override
    public TenantPart part() {
        return TenantPart.CONNECTION;
    }

    @Override
    public String id() {
        return connectionId;
    }

    @Override
    public Instant at() {
        return registeredAt;
    }
}
