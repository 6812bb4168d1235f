package dev.latchkey.kernel.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.kernel.events.ClientChanged;
import dev.latchkey.kernel.events.ClientDeleted;
import dev.latchkey.kernel.events.ClientRegistered;
import dev.latchkey.kernel.events.ConnectionChanged;
import dev.latchkey.kernel.events.ConnectionDeleted;
import dev.latchkey.kernel.events.DomainAdded;
import dev.latchkey.kernel.events.DomainRemoved;
import dev.latchkey.kernel.events.TenantEvent;
import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.TenantPart;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What operators made of the tenant wins over the configuration file, and never stops a service. */
class OperatedTenantTest {

    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");
    private static final String PEOPLE = TenantIds.ofConnection("People");
    private static final Settings NEW_CLIENT = new Settings(Map.of(
            "client-id",
            "new",
            "app-type",
            "spa",
            "token-endpoint-auth-method",
            "none",
            "grant-types",
            List.of(GrantTypes.WEBAUTHN),
            "web-origins",
            List.of("https://new.example.com"),
            "access-token-lifetime-seconds",
            2_000_000));

    Tenant tenant;

    @BeforeEach
    void readTheFile() {
        tenant = fileWith();
    }

    private static Tenant fileWith(String... properties) {
        AtomicReference<Tenant> read = new AtomicReference<>();
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues("spring.config.location=file:" + Path.of("..", "docs", "tenant.example.yaml"))
                .withPropertyValues(properties)
                .withUserConfiguration(TenantConfiguration.class)
                .run(context -> read.set(context.getBean(Tenant.class)));
        return read.get();
    }

    private static List<TenantEntry> after(TenantEvent... facts) {
        return Stream.of(facts).map(fact -> TenantEntry.after(fact, null)).toList();
    }

    private void operate(TenantEvent... facts) {
        tenant.operate(after(facts));
    }

    private Settings settingsOf(TenantPart part, String id) {
        return tenant.entry(part, id).orElseThrow().settings();
    }

    @Test
    void everyEntryOfTheFileIsTheSameByItsSettings() {
        List<Client> clients = tenant.clients();
        List<Connection> connections = tenant.connections();
        List<Domain> domains = tenant.domains();
        TenantEvent unrelated = new ClientDeleted("nobody", TIME);

        operate(unrelated);

        assertThat(tenant.clients()).usingRecursiveComparison().isEqualTo(clients);
        assertThat(tenant.connections()).isEqualTo(connections);
        assertThat(tenant.domains()).isEqualTo(domains);
    }

    @Test
    void aNewClientIsThereWithItsOriginsAndLifetimes() {
        operate(new ClientRegistered("new", NEW_CLIENT, Settings.NONE, TIME));

        assertThat(tenant.client("new").orElseThrow().mayUsePasskeys()).isTrue();
        assertThat(tenant.origins().allows("https://new.example.com")).isTrue();
        assertThat(tenant.longestTokenLifetime()).isEqualTo(Duration.ofSeconds(2_000_000));
    }

    @Test
    void aChangeWinsOverTheFile() {
        Settings changed = settingsOf(TenantPart.CLIENT, "web").with(Map.of("grant-types", List.of()));

        operate(new ClientChanged("web", changed, Settings.NONE, TIME));

        assertThat(tenant.client("web").orElseThrow().grantTypes()).isEmpty();
        assertThat(tenant.client("web").orElseThrow().hasSecret("wrong")).isFalse();
    }

    @Test
    void aDeletedClientIsGoneAndEnabledNowhere() {
        String staff = tenant.connections().stream()
                .filter(connection -> connection.enabledClients() != null)
                .findFirst()
                .orElseThrow()
                .name();
        String client = tenant.connection(staff).orElseThrow().enabledClients().stream()
                .findFirst()
                .orElseThrow();

        operate(new ClientDeleted(client, TIME));

        assertThat(tenant.client(client)).isEmpty();
        assertThat(tenant.connection(staff).orElseThrow().enabledClients()).doesNotContain(client);
        assertThat(settingsOf(TenantPart.CONNECTION, TenantIds.ofConnection(staff))
                        .members()
                        .get("enabled-clients"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .doesNotContain(client);
    }

    @Test
    void anEmptyListOfEnabledClientsMeansNobody() {
        Settings changed = settingsOf(TenantPart.CONNECTION, PEOPLE).with(Map.of("enabled-clients", List.of()));

        operate(new ConnectionChanged(PEOPLE, changed, Settings.NONE, TIME));

        assertThat(tenant.defaultDirectory().isEnabledFor(tenant.client("web").orElseThrow()))
                .isFalse();
    }

    @Test
    void whatDoesNotFitAnyMoreIsLeftOut() {
        Settings broken = NEW_CLIENT.with(Map.of("app-type", "toaster"));
        Settings unreadable = NEW_CLIENT.with(Map.of("is-first-party", "perhaps"));

        operate(
                new ClientChanged("web", broken, Settings.NONE, TIME),
                new ClientRegistered("odd", unreadable, Settings.NONE, TIME),
                new ClientRegistered("new", NEW_CLIENT, Settings.NONE, TIME));

        assertThat(tenant.client("web")).as("not as the file has it either").isEmpty();
        assertThat(tenant.client("odd")).isEmpty();
        assertThat(tenant.client("new")).isPresent();
        assertThat(tenant.entry(TenantPart.CLIENT, "web")).as("to be repaired").isPresent();
    }

    @Test
    void withoutAnyDomainOrConnectionThoseOfTheFileStay() {
        TenantEvent[] facts = Stream.concat(
                        tenant.entries(TenantPart.DOMAIN).stream().map(entry -> new DomainRemoved(entry.id(), TIME)),
                        tenant.entries(TenantPart.CONNECTION).stream()
                                .map(entry -> new ConnectionDeleted(entry.id(), TIME)))
                .toArray(TenantEvent[]::new);

        operate(facts);

        assertThat(tenant.domains()).isNotEmpty();
        assertThat(tenant.defaultDirectory().name()).isEqualTo("People");
    }

    @Test
    void aNewDomainIsAFrontDoor() {
        operate(new DomainAdded(
                TenantIds.ofDomain("https://login.example.com"),
                new Settings(Map.of("url", "https://login.example.com", "relying-party-id", "example.com")),
                Settings.NONE,
                TIME));

        assertThat(tenant.domain("login.example.com").orElseThrow().relyingPartyId())
                .isEqualTo("example.com");
    }

    @Test
    void whereTheFileIsTheOnlySourceNothingElseCounts() {
        tenant = fileWith("latchkey.tenant.source=file");

        operate(new ClientDeleted("web", TIME), new ClientRegistered("new", NEW_CLIENT, Settings.NONE, TIME));

        assertThat(tenant.isFromFileOnly()).isTrue();
        assertThat(tenant.client("web")).isPresent();
        assertThat(tenant.client("new")).isEmpty();
    }

    @Test
    void whatIsWrongIsNamedByItsKey() {
        TenantEntries entries = tenant.entriesWith(List.of());

        assertThatThrownBy(() ->
                        entries.required(TenantPart.CLIENT, NEW_CLIENT.with(Map.of("grant-types", List.of("magic")))))
                .isInstanceOf(InvalidTenantException.class)
                .hasMessageContaining("grant-types");
        assertThatThrownBy(() -> entries.required(
                        TenantPart.CONNECTION,
                        new Settings(Map.of("name", "New", "enabled-clients", List.of("nobody")))))
                .isInstanceOf(InvalidTenantException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void noSettingIsAPlaceholder() {
        Settings named = NEW_CLIENT.with(Map.of("name", "${user.home}"));

        operate(new ClientRegistered("new", named, Settings.NONE, TIME));

        assertThat(tenant.client("new").orElseThrow().name()).isEqualTo("${user.home}");
    }
}
