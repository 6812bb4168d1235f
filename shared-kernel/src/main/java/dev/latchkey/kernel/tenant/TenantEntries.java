package dev.latchkey.kernel.tenant;

import dev.latchkey.kernel.tenant.TenantProperties.ClientProperties;
import dev.latchkey.kernel.tenant.TenantProperties.ConnectionProperties;
import dev.latchkey.kernel.tenant.TenantProperties.DomainProperties;
import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.TenantPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries of the configuration file and, over them, what operators made of them.
 *
 * <p>What operators did was right when they did it; the file may have been changed since. An entry that does not fit any
 * more is left out and reported, and stops nobody.
 */
public final class TenantEntries {

    private static final Logger log = LoggerFactory.getLogger(TenantEntries.class);
    private static final String ENABLED_CLIENTS = "enabled-clients";
    private static final Comparator<TenantEntry> BY_AGE = Comparator.comparing(
                    TenantEntry::createdAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(TenantEntry::id);

    private final TenantProperties file;
    private final Map<TenantPart, Map<String, TenantEntry>> entries = new EnumMap<>(TenantPart.class);

    private TenantEntries(TenantProperties file) {
        this.file = file;
        for (TenantPart part : TenantPart.values()) {
            entries.put(part, new LinkedHashMap<>());
        }
    }

    static TenantEntries of(TenantProperties file, Collection<TenantEntry> operated) {
        TenantEntries all = new TenantEntries(file);
        file.clients().forEach(client -> all.put(TenantPart.CLIENT, String.valueOf(client.clientId()), client));
        file.connections()
                .forEach(connection -> all.put(
                        TenantPart.CONNECTION, TenantIds.ofConnection(String.valueOf(connection.name())), connection));
        file.domains()
                .forEach(
                        domain -> all.put(TenantPart.DOMAIN, TenantIds.ofDomain(String.valueOf(domain.url())), domain));
        operated.stream().sorted(BY_AGE).forEach(all::put);
        all.forgetDeletedClients();
        return all;
    }

    private void put(TenantPart part, String id, Record properties) {
        put(TenantEntry.ofFile(part, id, SettingsForm.write(properties)));
    }

    private void put(TenantEntry entry) {
        if (entry.gone()) {
            of(entry.part()).remove(entry.id());
        } else {
            of(entry.part()).put(entry.id(), entry);
        }
    }

    private Map<String, TenantEntry> of(TenantPart part) {
        return entries.getOrDefault(part, Map.of());
    }

    /** All of a part: the file's in its order, then the others by age. */
    public List<TenantEntry> all(TenantPart part) {
        return List.copyOf(of(part).values());
    }

    /** The one with this id. */
    public Optional<TenantEntry> find(TenantPart part, String id) {
        return Optional.ofNullable(of(part).get(id));
    }

    /** Whether requests that name no connection lead to this one. */
    public boolean isDefaultDirectory(TenantEntry connection) {
        String named = file.defaultDirectory();
        return named != null
                && connection.settings().find("name").filter(named::equals).isPresent();
    }

    /**
     * Settings of a part as they stand in a fact: complete, and right beside everything else that is configured.
     *
     * @throws InvalidTenantException for what is wrong about them, by the key within the entry
     */
    public Settings required(TenantPart part, Settings settings) {
        return switch (part) {
            case CLIENT -> {
                ClientProperties client = SettingsForm.read(settings, ClientProperties.class);
                ClientReader.read("", client);
                yield SettingsForm.write(client);
            }
            case CONNECTION -> {
                ConnectionProperties connection = SettingsForm.read(settings, ConnectionProperties.class);
                new ConnectionReader(readAll(TenantPart.CLIENT, this::client)).read("", connection);
                yield SettingsForm.write(connection);
            }
            case DOMAIN -> {
                DomainProperties domain = SettingsForm.read(settings, DomainProperties.class);
                DomainReader.read("", domain);
                yield SettingsForm.write(domain);
            }
        };
    }

    TenantSnapshot snapshot() {
        List<Domain> domains = orFile(readAll(TenantPart.DOMAIN, this::domain), new TenantReader(file)::domains);
        List<Client> clients = readAll(TenantPart.CLIENT, this::client);
        List<Connection> connections = orFile(
                readAll(TenantPart.CONNECTION, entry -> connection(entry, clients)),
                new TenantReader(file)::connections);
        List<ResourceServer> servers = new TenantReader(file).resourceServers();
        return new TenantSnapshot(
                file.name(),
                file.passkeysEnabled(),
                named(connections, Connection::name, file.defaultDirectory()).orElse(connections.getFirst()),
                named(servers, ResourceServer::identifier, file.defaultAudience())
                        .orElse(null),
                file.organizationNamesInTokens(),
                domains,
                connections,
                new TenantReader(file).organizations(),
                clients,
                servers);
    }

    private Domain domain(TenantEntry entry) {
        return DomainReader.read(keyOf(entry), SettingsForm.read(entry.settings(), DomainProperties.class));
    }

    private Client client(TenantEntry entry) {
        return ClientReader.read(keyOf(entry), SettingsForm.read(entry.settings(), ClientProperties.class));
    }

    private Connection connection(TenantEntry entry, List<Client> clients) {
        Set<String> known = clients.stream().map(Client::clientId).collect(Collectors.toSet());
        ConnectionProperties properties =
                SettingsForm.read(withoutUnknown(known, entry.settings()), ConnectionProperties.class);
        return new ConnectionReader(clients).read(keyOf(entry), properties);
    }

    /** A client that was deleted is enabled nowhere; no fact has to say so of every connection. */
    private void forgetDeletedClients() {
        Set<String> known = of(TenantPart.CLIENT).keySet();
        of(TenantPart.CONNECTION)
                .replaceAll((id, connection) -> connection.withSettings(withoutUnknown(known, connection.settings())));
    }

    private static Settings withoutUnknown(Set<String> known, Settings settings) {
        if (!(settings.find(ENABLED_CLIENTS).orElse(null) instanceof List<?> enabled)) {
            return settings;
        }
        return settings.with(
                Map.of(ENABLED_CLIENTS, enabled.stream().filter(known::contains).toList()));
    }

    private <T> List<T> readAll(TenantPart part, Function<TenantEntry, T> reader) {
        List<T> readable = new ArrayList<>();
        for (TenantEntry entry : all(part)) {
            try {
                readable.add(reader.apply(entry));
            } catch (RuntimeException broken) {
                log.error("{} is left out: {}", keyOf(entry), broken.getMessage());
            }
        }
        return readable;
    }

    /** Without any domain or connection nobody could come in at all. */
    private static <T> List<T> orFile(List<T> readable, Supplier<List<T>> ofFile) {
        return readable.isEmpty() ? ofFile.get() : readable;
    }

    private static <T> Optional<T> named(List<T> values, Function<T, String> nameOf, @Nullable String name) {
        return values.stream().filter(value -> nameOf.apply(value).equals(name)).findFirst();
    }

    private static String keyOf(TenantEntry entry) {
        return entry.part().stableName() + ' ' + entry.id();
    }
}
