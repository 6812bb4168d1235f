package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.TenantPart;
import java.time.Instant;

/** What operators do to the tenant: to one client, connection or domain, each a stream of its own. */
public sealed interface TenantEvent extends Event
        permits TenantSettled, ClientDeleted, ConnectionDeleted, DomainRemoved {

    /** Which part of the tenant it is about. */
    TenantPart part();

    /** Which of them it is about. */
    String id();

    /** When it happened. */
    Instant at();

    @Override
    default String streamId() {
        return part().streamOf(id());
    }

    @Override
    default StreamType streamType() {
        return StreamType.TENANT;
    }
}
