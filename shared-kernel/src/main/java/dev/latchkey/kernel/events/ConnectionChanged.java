package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.TenantPart;
import java.time.Instant;

/** An operator changed a connection, which may be one of the configuration file. */
@EventName("connection-changed")
public record ConnectionChanged(String connectionId, Settings settings, Settings descriptions, Instant changedAt)
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
        return changedAt;
    }
}
