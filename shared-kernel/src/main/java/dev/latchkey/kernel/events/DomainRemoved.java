package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.TenantPart;
import java.time.Instant;

/** An operator removed a domain, which may be one of the configuration file. */
@EventName("domain-removed")
public record DomainRemoved(String domainId, Instant removedAt) implements TenantEvent {

    @Override
    public TenantPart part() {
        return TenantPart.DOMAIN;
    }

    @Override
    public String id() {
        return domainId;
    }

    @Override
    public Instant at() {
        return removedAt;
    }
}
