package dev.latchkey.token.management;

import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.tenant.TenantEntry;
import dev.latchkey.kernel.values.TenantPart;
import java.util.List;

/** Which applications may use a connection: those of its list, or all when it has none. */
final class EnabledClients {

    private EnabledClients() {}

    static List<String> of(TenantEntry connection, Tenant tenant) {
        return connection.settings().find("enabled-clients").orElse(null) instanceof List<?> listed
                ? listed.stream().map(Object::toString).toList()
                : tenant.entries(TenantPart.CLIENT).stream()
                        .map(TenantEntry::id)
                        .toList();
    }
}
