package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.TenantPart;
import java.time.Instant;

/** An operator deleted a connection, which may be one of the configuration file. */
@EventName("connection-deleted")
public record ConnectionDeleted(String connectionId, Instant deletedAt) implements TenantEvent {

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
        return deletedAt;
    }
}
