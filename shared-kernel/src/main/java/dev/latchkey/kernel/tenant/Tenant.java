package dev.latchkey.kernel.tenant;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is configured: the domains people come in on, the connections (realms) they live in, the applications
 * that sign them in and the APIs that accept their tokens.
 *
 * <p>Valid by construction: references are checked and names are unique.
 */
public final class Tenant {

    private final String name;
    private final boolean passkeysEnabled;
    private final Connection defaultDirectory;
    private final @Nullable ResourceServer defaultAudience;
    private final boolean organizationNamesInTokens;
    private final WebOrigins origins;
    private final Map<String, Domain> domains = new LinkedHashMap<>();
    private final Map<String, Connection> connections = new LinkedHashMap<>();
    private final Map<String, Organization> organizations = new LinkedHashMap<>();
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private final Map<String, ResourceServer> resourceServers = new LinkedHashMap<>();

    Tenant(
            String name,
            boolean passkeysEnabled,
            Connection defaultDirectory,
            @Nullable ResourceServer defaultAudience,
            boolean organizationNamesInTokens,
            List<Domain> domains,
            List<Connection> connections,
            List<Organization> organizations,
            List<Client> clients,
            List<ResourceServer> resourceServers) {
        this.name = name;
        this.passkeysEnabled = passkeysEnabled;
        this.defaultDirectory = defaultDirectory;
        this.defaultAudience = defaultAudience;
        this.organizationNamesInTokens = organizationNamesInTokens;
        this.origins = WebOrigins.union(clients.stream().map(Client::origins).toList());
        domains.forEach(domain -> this.domains.put(domain.authority(), domain));
        connections.forEach(connection -> this.connections.put(connection.name(), connection));
        organizations.forEach(organization -> {
            this.organizations.put(organization.id(), organization);
            this.organizations.put(organization.name(), organization);
        });
        clients.forEach(client -> this.clients.put(client.clientId(), client));
        resourceServers.forEach(server -> this.resourceServers.put(server.identifier(), server));
    }

    /** The name people see. */
    public String name() {
        return name;
    }

    /** Whether passkeys are on for the whole tenant; off means 404 at /passkey/* (CONTRACT section 2.3). */
    public boolean passkeysEnabled() {
        return passkeysEnabled;
    }

    /** The domain with this authority, as a {@code Host} header names it; empty for every host not listed. */
    public Optional<Domain> domain(String authority) {
        return Optional.ofNullable(domains.get(authority));
    }

    /** All domains, in the order of the configuration. */
    public List<Domain> domains() {
        return List.copyOf(domains.values());
    }

    /** The named connection. */
    public Optional<Connection> connection(String connectionName) {
        return Optional.ofNullable(connections.get(connectionName));
    }

    /** The connection of a request that names none. */
    public Connection defaultDirectory() {
        return defaultDirectory;
    }

    /** All connections, in the order of the configuration. */
    public List<Connection> connections() {
        return List.copyOf(connections.values());
    }

    /** The organization with this id or, in any letter case, this name. */
    public Optional<Organization> organization(String idOrName) {
        Organization byId = organizations.get(idOrName);
        return Optional.ofNullable(byId == null ? organizations.get(idOrName.toLowerCase(Locale.ROOT)) : byId);
    }

    /** Whether tokens carry the name of an organization beside its id. */
    public boolean organizationNamesInTokens() {
        return organizationNamesInTokens;
    }

    /** The API of a request that names none. */
    public Optional<ResourceServer> defaultAudience() {
        return Optional.ofNullable(defaultAudience);
    }

    /** The origins of all applications, from which a browser's preflight may come (CONTRACT section 1.5). */
    public WebOrigins origins() {
        return origins;
    }

    /** All applications, in the order of the configuration. */
    public List<Client> clients() {
        return List.copyOf(clients.values());
    }

    /** The application with this id. */
    public Optional<Client> client(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    /** The API with this identifier, which is the audience of its tokens. */
    public Optional<ResourceServer> resourceServer(String identifier) {
        return Optional.ofNullable(resourceServers.get(identifier));
    }

    /** The longest time that any token can be valid: so long must a key that signed one stay published. */
    public Duration longestTokenLifetime() {
        return Stream.concat(
                        clients.values().stream()
                                .flatMap(client -> Stream.of(client.idTokenLifetime(), client.accessTokenLifetime())),
                        resourceServers.values().stream().map(ResourceServer::accessTokenLifetime))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
