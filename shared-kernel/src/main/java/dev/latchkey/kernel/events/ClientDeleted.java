package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.TenantPart;
import java.time.Instant;

/** An operator deleted an application, which may be one of the configuration file. */
@EventName("client-deleted")
public record ClientDeleted(String clientId, Instant deletedAt) implements TenantEvent {

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
        return deletedAt;
    }
}
