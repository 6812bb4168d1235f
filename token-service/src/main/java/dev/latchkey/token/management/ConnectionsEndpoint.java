package dev.latchkey.token.management;

import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.tenant.TenantEntry;
import dev.latchkey.kernel.tenant.TenantIds;
import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.TenantPart;
import dev.latchkey.kernel.web.NoStore;
import dev.latchkey.token.write.changetenant.TenantChange;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The tenant's connections, in which people live (CONTRACT section 13). */
@ManagementEndpoint
final class ConnectionsEndpoint {

    static final String CONNECTION = "/api/v2/connections/{id}";
    private static final String CONNECTIONS = "/api/v2/connections";
    private static final String STRATEGY = "auth0";
    private static final int LONGEST_NAME = 128;

    private final Tenant tenant;
    private final Changes changes;

    ConnectionsEndpoint(Tenant tenant, Changes changes) {
        this.tenant = tenant;
        this.changes = changes;
    }

    @GetMapping(CONNECTIONS)
    ResponseEntity<Object> list(HttpServletRequest request) {
        Query query = new Query(request);
        Listing listing = new Listing(query);
        List<String> strategies = query.texts("strategy");
        List<TenantEntry> found = tenant.entries(TenantPart.CONNECTION).stream()
                .filter(connection -> strategies.isEmpty() || strategies.contains(STRATEGY))
                .filter(connection ->
                        query.text("name").map(nameOf(connection)::equals).orElse(true))
                .toList();
        return ok(listing.page(
                "connections", found, TenantEntry::id, connection -> listing.fieldsOf(answer(connection))));
    }

    @PostMapping(path = CONNECTIONS, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> create(HttpServletRequest request, Principal operator) {
        Body body = Body.of(request);
        body.require("name");
        body.require("strategy");
        String name = body.text("name", LONGEST_NAME).orElse("");
        body.oneOf("strategy", Set.of(STRATEGY));
        ConnectionForm form = ConnectionForm.read(body);
        onlyItsOwnRealm(body, name);
        body.refuseOthers();
        Map<String, @Nullable Object> settings = new LinkedHashMap<>(form.settings());
        settings.put("name", name);
        // As with Auth0: a new connection is for those clients that are named, and no others.
        settings.putIfAbsent("enabled-clients", List.of());
        TenantChange register =
                new TenantChange.Register(Settings.NONE.with(settings), Settings.NONE.with(form.descriptions()));
        TenantEntry connection =
                changes.change(TenantPart.CONNECTION, TenantIds.ofConnection(name), register, operator);
        return ResponseEntity.status(HttpStatus.CREATED).headers(NoStore::addTo).body(answer(connection));
    }

    private static void onlyItsOwnRealm(Body body, String name) {
        body.texts("realms", LONGEST_NAME)
                .filter(realms -> !realms.equals(List.of(name)))
                .ifPresent(others -> {
                    throw Body.invalid("The realm of a connection is its name", "realms");
                });
    }

    @GetMapping(CONNECTION)
    ResponseEntity<Object> show(HttpServletRequest request, @PathVariable String id) {
        return ok(new Listing(new Query(request)).fieldsOf(answer(find(id))));
    }

    @PatchMapping(path = CONNECTION, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> change(HttpServletRequest request, @PathVariable String id, Principal operator) {
        Body body = Body.of(request);
        ConnectionForm form = ConnectionForm.read(body);
        onlyItsOwnRealm(body, nameOf(find(id)));
        body.refuseOthers();
        TenantChange patch = new TenantChange.Patch(form.settings(), form.descriptions(), null);
        return ok(answer(changes.change(TenantPart.CONNECTION, id, patch, operator)));
    }

    @DeleteMapping(CONNECTION)
    ResponseEntity<Void> delete(@PathVariable String id, Principal operator) {
        changes.change(TenantPart.CONNECTION, id, new TenantChange.Delete(), operator);
        return ResponseEntity.noContent().headers(NoStore::addTo).build();
    }

    private TenantEntry find(String id) {
        return tenant.entry(TenantPart.CONNECTION, id).orElseThrow(() -> Changes.unknown(TenantPart.CONNECTION));
    }

    private static String nameOf(TenantEntry connection) {
        return String.valueOf(connection.settings().members().get("name"));
    }

    private Map<String, @Nullable Object> answer(TenantEntry connection) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        String name = nameOf(connection);
        answer.put("id", connection.id());
        answer.put("name", name);
        answer.put("strategy", STRATEGY);
        answer.put("realms", List.of(name));
        answer.put("is_domain_connection", false);
        answer.put("options", ConnectionForm.optionsOf(connection.settings().members()));
        answer.put("enabled_clients", EnabledClients.of(connection, tenant));
        answer.putAll(connection.descriptions().members());
        return answer;
    }

    private static ResponseEntity<Object> ok(Object answer) {
        return ResponseEntity.ok().headers(NoStore::addTo).body(answer);
    }
}
