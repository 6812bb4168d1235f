package dev.latchkey.kernel.tenant;

import dev.latchkey.kernel.values.TenantPart;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is configured now: the domains people come in on, the connections (realms) they live in, the applications
 * that sign them in and the APIs that accept their tokens.
 *
 * <p>The configuration file is the seed; what operators made of a client, connection or domain since wins over it. Each
 * question is answered from what is configured at that moment, so nobody keeps an answer beyond the request it was for.
 */
public final class Tenant {

    private static final Logger log = LoggerFactory.getLogger(Tenant.class);

    private final TenantProperties file;
    private volatile TenantEntries entries;
    private volatile TenantSnapshot now;

    Tenant(TenantProperties file) {
        this.file = file;
        this.now = new TenantReader(file).read();
        this.entries = TenantEntries.of(file, List.of());
    }

    /** Whether the configuration file is all there is, and operators can change nothing. */
    public boolean isFromFileOnly() {
        return file.isOnlySource();
    }

    /** Takes over what operators made of the tenant, all of it each time. */
    public void operate(Collection<TenantEntry> operated) {
        if (isFromFileOnly()) {
            if (!operated.isEmpty()) {
                log.warn(
                        "latchkey.tenant.source is file: {} changes that operators made of the tenant are ignored",
                        operated.size());
            }
            return;
        }
        TenantEntries changed = entriesWith(operated);
        now = operated.isEmpty() ? new TenantReader(file).read() : changed.snapshot();
        entries = changed;
    }

    /** The file's entries with these over them, for whoever decides about a change. */
    public TenantEntries entriesWith(Collection<TenantEntry> operated) {
        return TenantEntries.of(file, operated);
    }

    /** All clients, connections or domains with their settings: the file's in its order, then those that operators made. */
    public List<TenantEntry> entries(TenantPart part) {
        return entries.all(part);
    }

    /** The client, connection or domain with this id. */
    public Optional<TenantEntry> entry(TenantPart part, String id) {
        return entries.find(part, id);
    }

    /** The name people see. */
    public String name() {
        return now.name();
    }

    /** Whether passkeys are on for the whole tenant; off means 404 at /passkey/* (CONTRACT section 2.3). */
    public boolean passkeysEnabled() {
        return now.passkeysEnabled();
    }

    /** The domain with this authority, as a {@code Host} header names it; empty for every host not listed. */
    public Optional<Domain> domain(String authority) {
        return now.domain(authority);
    }

    /** All domains, in the order of the configuration. */
    public List<Domain> domains() {
        return now.domains();
    }

    /** The named connection. */
    public Optional<Connection> connection(String connectionName) {
        return now.connection(connectionName);
    }

    /** The connection of a request that names none. */
    public Connection defaultDirectory() {
        return now.defaultDirectory();
    }

    /** All connections, in the order of the configuration. */
    public List<Connection> connections() {
        return now.connections();
    }

    /** The organization with this id or, in any letter case, this name. */
    public Optional<Organization> organization(String idOrName) {
        return now.organization(idOrName);
    }

    /** Whether tokens carry the name of an organization beside its id. */
    public boolean organizationNamesInTokens() {
        return now.organizationNamesInTokens();
    }

    /** The API of a request that names none. */
    public Optional<ResourceServer> defaultAudience() {
        return now.defaultAudience();
    }

    /** The origins of all applications, from which a browser's preflight may come (CONTRACT section 1.5). */
    public WebOrigins origins() {
        return now.origins();
    }

    /** All applications, in the order of the configuration. */
    public List<Client> clients() {
        return now.clients();
    }

    /** The application with this id. */
    public Optional<Client> client(String clientId) {
        return now.client(clientId);
    }

    /** The API with this identifier, which is the audience of its tokens. */
    public Optional<ResourceServer> resourceServer(String identifier) {
        return now.resourceServer(identifier);
    }

    /** The longest time that any token can be valid: so long must a key that signed one stay published. */
    public Duration longestTokenLifetime() {
        return now.longestTokenLifetime();
    }
}
