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

/** The tenant's front doors with their RP IDs (CONTRACT section 13). */
@ManagementEndpoint
final class CustomDomainsEndpoint {

    private static final String DOMAINS = "/api/v2/custom-domains";
    private static final String DOMAIN = "/api/v2/custom-domains/{id}";
    private static final String RELYING_PARTY = "relying_party_identifier";
    private static final String TYPE = "type";
    private static final String MANAGED_BY_THE_OPERATOR = "self_managed_certs";
    private static final int LONGEST_NAME = 255;
    private static final int MOST_METADATA = 10;

    private final Tenant tenant;
    private final Changes changes;

    CustomDomainsEndpoint(Tenant tenant, Changes changes) {
        this.tenant = tenant;
        this.changes = changes;
    }

    /** All of them, unless the caller takes them in parts. */
    @GetMapping(DOMAINS)
    ResponseEntity<Object> list(HttpServletRequest request) {
        Query query = new Query(request);
        Listing listing = new Listing(query);
        List<TenantEntry> domains = tenant.entries(TenantPart.DOMAIN);
        boolean inParts = query.text("take").isPresent() || query.text("from").isPresent();
        return ok(
                inParts
                        ? listing.checkpoint(
                                "custom_domains", domains, TenantEntry::id, domain -> listing.fieldsOf(answer(domain)))
                        : domains.stream()
                                .map(domain -> listing.fieldsOf(answer(domain)))
                                .toList());
    }

    @PostMapping(path = DOMAINS, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> create(HttpServletRequest request, Principal operator) {
        Body body = Body.of(request);
        body.require("domain");
        body.require(TYPE);
        String url = urlOf(body.text("domain", LONGEST_NAME).orElse(""));
        Map<String, @Nullable Object> descriptions = new LinkedHashMap<>();
        body.pass(TYPE, descriptions, TYPE, body.oneOf(TYPE, Set.of("auth0_managed_certs", MANAGED_BY_THE_OPERATOR)));
        body.oneOf("verification_method", Set.of("txt"));
        Map<String, @Nullable Object> settings = settings(body, descriptions);
        settings.put("url", url);
        TenantChange register =
                new TenantChange.Register(Settings.NONE.with(settings), Settings.NONE.with(descriptions));
        TenantEntry domain = changes.change(TenantPart.DOMAIN, TenantIds.ofDomain(url), register, operator);
        return ResponseEntity.status(HttpStatus.CREATED).headers(NoStore::addTo).body(answer(domain));
    }

    /** Operators name hosts; only on a developer's own machine there is none with TLS. */
    private static String urlOf(String domain) {
        if (!domain.matches("[a-z0-9.-]+(:[0-9]{1,5})?")) {
            throw Body.invalid("must be a host name in lower case", "domain");
        }
        String host = domain.replaceFirst(":.*", "");
        return (host.equals("localhost") ? "http://" : "https://") + domain;
    }

    private static Map<String, @Nullable Object> settings(Body body, Map<String, @Nullable Object> descriptions) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        body.pass(RELYING_PARTY, settings, "relying-party-id", body.text(RELYING_PARTY, LONGEST_NAME));
        body.pass(
                "tls_policy",
                descriptions,
                "tls_policy",
                body.oneOf("tls_policy", Set.of("recommended", "compatible")));
        Metadata.pass(body, "domain_metadata", descriptions, MOST_METADATA, LONGEST_NAME);
        body.onlyOff(Set.of("custom_client_ip_header"));
        body.refuseOthers();
        return settings;
    }

    @GetMapping(DOMAIN)
    ResponseEntity<Object> show(@PathVariable String id) {
        return ok(answer(tenant.entry(TenantPart.DOMAIN, id).orElseThrow(() -> Changes.unknown(TenantPart.DOMAIN))));
    }

    @PatchMapping(path = DOMAIN, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> change(HttpServletRequest request, @PathVariable String id, Principal operator) {
        Map<String, @Nullable Object> descriptions = new LinkedHashMap<>();
        Map<String, @Nullable Object> settings = settings(Body.of(request), descriptions);
        TenantChange patch = new TenantChange.Patch(settings, descriptions, null);
        return ok(answer(changes.change(TenantPart.DOMAIN, id, patch, operator)));
    }

    @DeleteMapping(DOMAIN)
    ResponseEntity<Void> delete(@PathVariable String id, Principal operator) {
        changes.change(TenantPart.DOMAIN, id, new TenantChange.Delete(), operator);
        return ResponseEntity.noContent().headers(NoStore::addTo).build();
    }

    private Map<String, @Nullable Object> answer(TenantEntry domain) {
        boolean first = tenant.entries(TenantPart.DOMAIN).stream()
                .findFirst()
                .map(TenantEntry::id)
                .filter(domain.id()::equals)
                .isPresent();
        Settings settings = domain.settings();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("custom_domain_id", domain.id());
        answer.put("domain", String.valueOf(settings.members().get("url")).replaceFirst("^https?://", ""));
        answer.put("primary", first);
        answer.put("is_default", first);
        // Names and certificates are whoever's who runs the gateway: there is nothing to wait for.
        answer.put("status", "ready");
        answer.put(TYPE, MANAGED_BY_THE_OPERATOR);
        answer.put("verification", Map.of("methods", List.of()));
        settings.find("relying-party-id").ifPresent(explicit -> answer.put(RELYING_PARTY, explicit));
        answer.putAll(domain.descriptions().members());
        return answer;
    }

    private static ResponseEntity<Object> ok(Object answer) {
        return ResponseEntity.ok().headers(NoStore::addTo).body(answer);
    }
}
