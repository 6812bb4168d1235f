package dev.latchkey.kernel.tenantchanges;

import dev.latchkey.kernel.events.StreamType;
import dev.latchkey.kernel.events.TenantEvent;
import dev.latchkey.kernel.messaging.Projection;
import dev.latchkey.kernel.messaging.ReceivedEvent;
import java.util.Set;

/** Fills the table of a service that does not decide about the tenant. */
final class TenantProjection implements Projection {

    private final TenantTable table;

    TenantProjection(TenantTable table) {
        this.table = table;
    }

    @Override
    public String name() {
        return "tenant";
    }

    @Override
    public Set<StreamType> streams() {
        return Set.of(StreamType.TENANT);
    }

    @Override
    public Set<String> tables() {
        return Set.of(TenantTable.NAME);
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof TenantEvent fact) {
            table.take(fact, received.sequence());
        }
    }

    @Override
    public void rebuilt() {
        table.changed();
    }
}
