package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.TenantPart;
import java.time.Instant;

/** An operator changed a domain, which may be one of the configuration file. */
@EventName("domain-changed")
public record DomainChanged(String domainId, Settings settings, Settings descriptions, Instant changedAt)
        implements TenantSettled {

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
        return changedAt;
    }
}
