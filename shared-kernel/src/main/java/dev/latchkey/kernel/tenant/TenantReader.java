package dev.latchkey.kernel.tenant;

import dev.latchkey.kernel.tenant.TenantProperties.OrganizationProperties;
import dev.latchkey.kernel.tenant.TenantProperties.ResourceServerProperties;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the configuration file into a {@link TenantSnapshot}, naming the key of whatever is wrong. */
final class TenantReader {

    private static final String PREFIX = "latchkey.tenant.";
    private static final Pattern ORGANIZATION_ID = Pattern.compile("org_[A-Za-z0-9]{16}");
    private static final Pattern ORGANIZATION_NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,49}");

    private final TenantProperties properties;

    TenantReader(TenantProperties properties) {
        this.properties = properties;
    }

    TenantSnapshot read() {
        source(PREFIX + "source", properties.source());
        List<Domain> domains = domains();
        List<Client> clients = clients();
        List<Connection> connections = connections();
        List<Organization> organizations = organizations();
        List<ResourceServer> servers = resourceServers();
        Setting.unique(PREFIX + "domains", domains, Domain::authority, "url");
        Setting.unique(PREFIX + "connections", connections, Connection::name, "name");
        Setting.unique(PREFIX + "organizations", organizations, Organization::id, "id");
        Setting.unique(PREFIX + "organizations", organizations, Organization::name, "name");
        Setting.unique(PREFIX + "clients", clients, Client::clientId, "client-id");
        Setting.unique(PREFIX + "resource-servers", servers, ResourceServer::identifier, "identifier");
        atLeastOne("domains", domains);
        atLeastOne("connections", connections);
        return new TenantSnapshot(
                properties.name(),
                properties.passkeysEnabled(),
                named("default-directory", properties.defaultDirectory(), connections, Connection::name)
                        .orElse(connections.getFirst()),
                named("default-audience", properties.defaultAudience(), servers, ResourceServer::identifier)
                        .orElse(null),
                properties.organizationNamesInTokens(),
                domains,
                connections,
                organizations,
                clients,
                servers);
    }

    List<Domain> domains() {
        return Setting.all(PREFIX + "domains", properties.domains(), DomainReader::read);
    }

    private List<Client> clients() {
        return Setting.all(PREFIX + "clients", properties.clients(), ClientReader::read);
    }

    List<Connection> connections() {
        return Setting.all(PREFIX + "connections", properties.connections(), new ConnectionReader(clients())::read);
    }

    List<Organization> organizations() {
        return Setting.all(PREFIX + "organizations", properties.organizations(), TenantReader::organization);
    }

    List<ResourceServer> resourceServers() {
        return Setting.all(PREFIX + "resource-servers", properties.resourceServers(), TenantReader::resourceServer);
    }

    private static void source(String key, String text) {
        if (!TenantProperties.SOURCES.contains(text)) {
            throw new InvalidTenantException(key, "must be management or file, not " + text);
        }
    }

    private static Organization organization(String key, OrganizationProperties organization) {
        String id = Setting.matching(key + ".id", organization.id(), ORGANIZATION_ID, "org_ and 16 letters or digits");
        String name = Setting.matching(
                key + ".name",
                organization.name(),
                ORGANIZATION_NAME,
                "1 to 50 lower-case letters, digits, hyphens and underscores, beginning with a letter or digit");
        return new Organization(id, name, organization.displayName() == null ? name : organization.displayName());
    }

    private static ResourceServer resourceServer(String key, ResourceServerProperties server) {
        return new ResourceServer(
                Setting.required(key + ".identifier", server.identifier()),
                Set.copyOf(server.scopes()),
                Setting.tokenLifetime(key + ".token-lifetime-seconds", server.tokenLifetimeSeconds()),
                server.allowOfflineAccess());
    }

    private static <T> Optional<T> named(
            String key, @Nullable String name, List<T> values, Function<T, String> nameOf) {
        if (name == null) {
            return Optional.empty();
        }
        Optional<T> found = values.stream()
                .filter(value -> nameOf.apply(value).equals(name))
                .findFirst();
        if (found.isEmpty()) {
            throw new InvalidTenantException(PREFIX + key, "nothing is called " + name);
        }
        return found;
    }

    private static void atLeastOne(String list, List<?> values) {
        if (values.isEmpty()) {
            throw new InvalidTenantException(PREFIX + list, "at least one is needed");
        }
    }
}
