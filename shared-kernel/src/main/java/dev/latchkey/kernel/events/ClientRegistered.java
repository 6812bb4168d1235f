package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.TenantPart;
import java.time.Instant;

/** An operator registered an application. */
@EventName("client-registered")
public record ClientRegistered(String clientId, Settings settings, Settings descriptions, Instant registeredAt)
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
        return registeredAt;
    }
}
