package dev.latchkey.token.management;

import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.tenant.GrantTypes;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.tenant.TenantEntry;
import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.TenantPart;
import dev.latchkey.kernel.web.NoStore;
import dev.latchkey.token.write.changetenant.TenantChange;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The tenant's applications (CONTRACT section 13). */
@ManagementEndpoint
final class ClientsEndpoint {

    private static final String CLIENTS = "/api/v2/clients";
    private static final String CLIENT = "/api/v2/clients/{id}";
    private static final String SECRET = "client-secret-sha256";
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_CHARACTERS = 32;
    private static final String THIRD_PARTY = "tpc_";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Tenant tenant;
    private final Changes changes;

    ClientsEndpoint(Tenant tenant, Changes changes) {
        this.tenant = tenant;
        this.changes = changes;
    }

    @GetMapping(CLIENTS)
    ResponseEntity<Object> list(HttpServletRequest request) {
        Query query = new Query(request);
        Listing listing = new Listing(query);
        List<TenantEntry> found = tenant.entries(TenantPart.CLIENT).stream()
                .filter(client -> isAskedFor(client, query))
                .toList();
        return ok(listing.page("clients", found, TenantEntry::id, client -> listing.fieldsOf(answer(client))));
    }

    private static boolean isAskedFor(TenantEntry client, Query query) {
        if (query.text("q").isPresent()) {
            throw Query.invalid("q", "is not supported");
        }
        Settings settings = client.settings();
        return !query.flag("is_global").orElse(false)
                && query.flag("is_first_party")
                        .map(wanted -> settings.find("is-first-party").equals(Optional.of(wanted)))
                        .orElse(true)
                && query.text("app_type")
                        .map(wanted -> Arrays.asList(wanted.split(",", -1))
                                .contains(String.valueOf(settings.members().get("app-type"))))
                        .orElse(true);
    }

    @PostMapping(path = CLIENTS, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> create(HttpServletRequest request, Principal operator) {
        Body body = Body.of(request);
        body.require("name");
        ClientForm form = ClientForm.read(body);
        Map<String, @Nullable Object> settings = withDefaults(form);
        NewSecret secret = NewSecret.generate();
        boolean hasSecret = String.valueOf(settings.get(ClientForm.METHOD)).startsWith("client_secret");
        if (hasSecret) {
            settings.put(SECRET, secret.sha256());
        }
        String id = newId(settings);
        settings.put("client-id", id);
        TenantChange register =
                new TenantChange.Register(Settings.NONE.with(settings), Settings.NONE.with(form.descriptions()));
        TenantEntry client = changes.change(TenantPart.CLIENT, id, register, operator);
        return ResponseEntity.status(HttpStatus.CREATED)
                .headers(NoStore::addTo)
                .body(hasSecret ? withSecret(client, secret) : answer(client));
    }

    /** What Auth0 takes for granted of a new application; the webauthn grant is never one of it. */
    private static Map<String, @Nullable Object> withDefaults(ClientForm form) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>(form.settings());
        boolean isPublic = settings.containsKey("app-type")
                && List.of("native", "spa").contains(String.valueOf(settings.get("app-type")));
        settings.putIfAbsent(ClientForm.METHOD, isPublic ? "none" : "client_secret_post");
        boolean provesItself = !"none".equals(settings.get(ClientForm.METHOD));
        settings.putIfAbsent("app-type", provesItself ? "regular_web" : "native");
        if (!settings.containsKey("grant-types")) {
            settings.put(
                    "grant-types",
                    provesItself
                            ? List.of(GrantTypes.REFRESH_TOKEN, GrantTypes.CLIENT_CREDENTIALS)
                            : List.of(GrantTypes.REFRESH_TOKEN));
        }
        return settings;
    }

    private static String newId(Map<String, @Nullable Object> settings) {
        StringBuilder id = new StringBuilder(Boolean.FALSE.equals(settings.get("is-first-party")) ? THIRD_PARTY : "");
        for (int index = 0; index < ID_CHARACTERS; index++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    @GetMapping(CLIENT)
    ResponseEntity<Object> show(HttpServletRequest request, @PathVariable String id) {
        TenantEntry client = tenant.entry(TenantPart.CLIENT, id).orElseThrow(() -> Changes.unknown(TenantPart.CLIENT));
        return ok(new Listing(new Query(request)).fieldsOf(answer(client)));
    }

    @PatchMapping(path = CLIENT, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> change(HttpServletRequest request, @PathVariable String id, Principal operator) {
        ClientForm form = ClientForm.read(Body.of(request));
        NewSecret spare = NewSecret.generate();
        TenantChange patch = new TenantChange.Patch(form.settings(), form.descriptions(), spare.sha256());
        TenantEntry client = changes.change(TenantPart.CLIENT, id, patch, operator);
        boolean isNew = client.settings().find(SECRET).equals(Optional.of(spare.sha256()));
        return ok(isNew ? withSecret(client, spare) : answer(client));
    }

    @DeleteMapping(CLIENT)
    ResponseEntity<Void> delete(@PathVariable String id, Principal operator) {
        changes.change(TenantPart.CLIENT, id, new TenantChange.Delete(), operator);
        return ResponseEntity.noContent().headers(NoStore::addTo).build();
    }

    @PostMapping(CLIENT + "/rotate-secret")
    ResponseEntity<Object> rotateSecret(@PathVariable String id, Principal operator) {
        NewSecret secret = NewSecret.generate();
        TenantEntry client =
                changes.change(TenantPart.CLIENT, id, new TenantChange.RotateSecret(secret.sha256()), operator);
        return ok(withSecret(client, secret));
    }

    private Map<String, @Nullable Object> answer(TenantEntry client) {
        return ClientAnswer.of(client, tenant.name());
    }

    private Map<String, @Nullable Object> withSecret(TenantEntry client, NewSecret secret) {
        Map<String, @Nullable Object> answer = answer(client);
        answer.put("client_secret", secret.value());
        return answer;
    }

    private static ResponseEntity<Object> ok(Object answer) {
        return ResponseEntity.ok().headers(NoStore::addTo).body(answer);
    }
}
