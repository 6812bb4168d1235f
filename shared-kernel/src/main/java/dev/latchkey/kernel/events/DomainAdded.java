package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.TenantPart;
import java.time.Instant;

/** An operator added a domain. */
@EventName("domain-added")
public record DomainAdded(String domainId, Settings settings, Settings descriptions, Instant addedAt)
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
        return addedAt;
    }
}
