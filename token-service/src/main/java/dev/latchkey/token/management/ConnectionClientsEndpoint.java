package dev.latchkey.token.management;

import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.tenant.TenantEntry;
import dev.latchkey.kernel.values.TenantPart;
import dev.latchkey.kernel.web.NoStore;
import dev.latchkey.token.write.changetenant.TenantChange;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Which applications may use a connection (CONTRACT section 13). */
@ManagementEndpoint
final class ConnectionClientsEndpoint {

    private static final String CLIENTS = ConnectionsEndpoint.CONNECTION + "/clients";
    private static final int MOST_CHANGES = 50;
    private static final int LONGEST_ID = 256;

    private final Tenant tenant;
    private final Changes changes;

    ConnectionClientsEndpoint(Tenant tenant, Changes changes) {
        this.tenant = tenant;
        this.changes = changes;
    }

    /** Always with a checkpoint: there is no other form of this list. */
    @GetMapping(CLIENTS)
    ResponseEntity<Object> list(HttpServletRequest request, @PathVariable String id) {
        TenantEntry connection =
                tenant.entry(TenantPart.CONNECTION, id).orElseThrow(() -> Changes.unknown(TenantPart.CONNECTION));
        List<String> clients = EnabledClients.of(connection, tenant);
        Object page = new Listing(new Query(request))
                .checkpoint("clients", clients, client -> client, client -> Map.of("client_id", client));
        return ResponseEntity.ok().headers(NoStore::addTo).body(page);
    }

    @PatchMapping(path = CLIENTS, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> change(HttpServletRequest request, @PathVariable String id, Principal operator) {
        Map<String, Boolean> wanted = new LinkedHashMap<>();
        for (Body entry : Body.allOf(request, MOST_CHANGES)) {
            entry.require("client_id");
            entry.require("status");
            wanted.put(
                    entry.text("client_id", LONGEST_ID).orElseThrow(),
                    entry.flag("status").orElseThrow());
            entry.refuseOthers();
        }
        changes.change(TenantPart.CONNECTION, id, new TenantChange.EnableClients(wanted), operator);
        return ResponseEntity.noContent().headers(NoStore::addTo).build();
    }
}
