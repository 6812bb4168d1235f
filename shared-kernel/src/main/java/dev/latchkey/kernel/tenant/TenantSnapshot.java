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
 * Everything that is configured at one moment; a change makes a new one.
 *
 * <p>Valid by construction: references are checked and names are unique.
 */
final class TenantSnapshot {

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

    TenantSnapshot(
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

    String name() {
        return name;
    }

    boolean passkeysEnabled() {
        return passkeysEnabled;
    }

    Optional<Domain> domain(String authority) {
        return Optional.ofNullable(domains.get(authority));
    }

    List<Domain> domains() {
        return List.copyOf(domains.values());
    }

    Optional<Connection> connection(String connectionName) {
        return Optional.ofNullable(connections.get(connectionName));
    }

    Connection defaultDirectory() {
        return defaultDirectory;
    }

    List<Connection> connections() {
        return List.copyOf(connections.values());
    }

    Optional<Organization> organization(String idOrName) {
        Organization byId = organizations.get(idOrName);
        return Optional.ofNullable(byId == null ? organizations.get(idOrName.toLowerCase(Locale.ROOT)) : byId);
    }

    boolean organizationNamesInTokens() {
        return organizationNamesInTokens;
    }

    Optional<ResourceServer> defaultAudience() {
        return Optional.ofNullable(defaultAudience);
    }

    WebOrigins origins() {
        return origins;
    }

    List<Client> clients() {
        return List.copyOf(clients.values());
    }

    Optional<Client> client(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    Optional<ResourceServer> resourceServer(String identifier) {
        return Optional.ofNullable(resourceServers.get(identifier));
    }

    Duration longestTokenLifetime() {
        return Stream.concat(
                        clients.values().stream()
                                .flatMap(client -> Stream.of(client.idTokenLifetime(), client.accessTokenLifetime())),
                        resourceServers.values().stream().map(ResourceServer::accessTokenLifetime))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
