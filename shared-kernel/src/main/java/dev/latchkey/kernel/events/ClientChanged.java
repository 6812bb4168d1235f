package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.TenantPart;
import java.time.Instant;

/** An operator changed an application, which may be one of the configuration file. */
@EventName("client-changed")
public record ClientChanged(String clientId, Settings settings, Settings descriptions, Instant changedAt)
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
        return changedAt;
    }
}
