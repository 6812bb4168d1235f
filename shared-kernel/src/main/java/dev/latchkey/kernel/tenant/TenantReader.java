package dev.latchkey.kernel.tenant;

import dev.latchkey.kernel.tenant.TenantProperties.ConnectionProperties;
import dev.latchkey.kernel.tenant.TenantProperties.DomainProperties;
import dev.latchkey.kernel.tenant.TenantProperties.ResourceServerProperties;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns the configuration file into a {@link Tenant}, naming the key of whatever is wrong. */
final class TenantReader {

    private static final String PREFIX = "latchkey.tenant.";
    private static final long LONGEST_LIFETIME_SECONDS = 2_592_000;

    private final TenantProperties properties;

    TenantReader(TenantProperties properties) {
        this.properties = properties;
    }

    Tenant read() {
        List<Domain> domains = all("domains", properties.domains(), this::domain);
        List<Connection> connections = all("connections", properties.connections(), this::connection);
        List<Client> clients = all("clients", properties.clients(), new ClientReader()::read);
        List<ResourceServer> servers = all("resource-servers", properties.resourceServers(), this::resourceServer);
        unique("domains", domains, Domain::authority, "url");
        unique("connections", connections, Connection::name, "name");
        unique("clients", clients, Client::clientId, "client-id");
        unique("resource-servers", servers, ResourceServer::identifier, "identifier");
        atLeastOne("domains", domains);
        atLeastOne("connections", connections);
        return new Tenant(
                properties.name(),
                properties.passkeysEnabled(),
                defaultDirectory(connections),
                domains,
                connections,
                clients,
                servers);
    }

    private Domain domain(String key, DomainProperties domain) {
        URI url = Origins.requireOrigin(key + ".url", required(key + ".url", domain.url()));
        String host = url.getHost();
        String relyingPartyId = domain.relyingPartyId() == null ? host : domain.relyingPartyId();
        if (!host.equals(relyingPartyId) && !host.endsWith("." + relyingPartyId)) {
            throw new InvalidTenantException(
                    key + ".relying-party-id",
                    relyingPartyId + " must be the host of the url, " + host + ", or a parent domain of it");
        }
        return new Domain(url, relyingPartyId);
    }

    private Connection connection(String key, ConnectionProperties connection) {
        return new Connection(
                required(key + ".name", connection.name()), connection.passkeysEnabled(), connection.signupEnabled());
    }

    private ResourceServer resourceServer(String key, ResourceServerProperties server) {
        return new ResourceServer(
                required(key + ".identifier", server.identifier()),
                Set.copyOf(server.scopes()),
                lifetime(key + ".token-lifetime-seconds", server.tokenLifetimeSeconds()));
    }

    private Connection defaultDirectory(List<Connection> connections) {
        String name = properties.defaultDirectory();
        return name == null
                ? connections.getFirst()
                : connections.stream()
                        .filter(connection -> connection.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new InvalidTenantException(
                                PREFIX + "default-directory", "no connection is called " + name));
    }

    private interface Reader<P, T> {
        T read(String key, P properties);
    }

    private static <P, T> List<T> all(String list, List<P> properties, Reader<P, T> reader) {
        return IntStream.range(0, properties.size())
                .mapToObj(index -> reader.read(PREFIX + list + "[" + index + "]", properties.get(index)))
                .toList();
    }

    private static <T> void unique(String list, List<T> values, Function<T, String> name, String key) {
        Set<String> seen = new HashSet<>();
        IntStream.range(0, values.size()).forEach(index -> {
            String value = name.apply(values.get(index));
            if (!seen.add(value)) {
                throw new InvalidTenantException(
                        PREFIX + list + "[" + index + "]." + key, value + " stands here a second time");
            }
        });
    }

    private static void atLeastOne(String list, List<?> values) {
        if (values.isEmpty()) {
            throw new InvalidTenantException(PREFIX + list, "at least one is needed");
        }
    }

    static String required(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidTenantException(key, "a value is needed");
        }
        return value;
    }

    static Duration lifetime(String key, long seconds) {
        if (seconds < 1 || seconds > LONGEST_LIFETIME_SECONDS) {
            throw new InvalidTenantException(key, "must lie between 1 and " + LONGEST_LIFETIME_SECONDS);
        }
        return Duration.ofSeconds(seconds);
    }
}
