package dev.latchkey.token.write.changetenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.kernel.events.ClientChanged;
import dev.latchkey.kernel.events.ClientDeleted;
import dev.latchkey.kernel.events.ConnectionDeleted;
import dev.latchkey.kernel.events.DomainAdded;
import dev.latchkey.kernel.events.DomainRemoved;
import dev.latchkey.kernel.events.TenantEvent;
import dev.latchkey.kernel.events.TenantSettled;
import dev.latchkey.kernel.tenant.TenantEntries;
import dev.latchkey.kernel.tenant.TenantEntry;
import dev.latchkey.kernel.tenant.TenantIds;
import dev.latchkey.kernel.values.Actor;
import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.TenantPart;
import dev.latchkey.token.TestTenants;
import dev.latchkey.token.write.changetenant.ChangeTenant.Decision;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChangeTenantTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String USUAL = TenantIds.ofConnection("Username-Password-Authentication");
    private static final String STAFF = TenantIds.ofConnection("Staff");
    private static final String FIRST_DOMAIN = TenantIds.ofDomain("http://localhost:8080");
    private static final String OTHER_DOMAIN = TenantIds.ofDomain("https://login.example.com");
    private static final Settings OTHER = new Settings(Map.of("url", "https://login.example.com"));

    private static TenantEntries tenant(TenantEvent... facts) {
        return TestTenants.withPasskeyClient(
                        "demo",
                        "latchkey.tenant.default-directory=Username-Password-Authentication",
                        "latchkey.tenant.connections[1].name=Staff")
                .entriesWith(Stream.of(facts)
                        .map(fact -> TenantEntry.after(fact, null))
                        .toList());
    }

    private static Decision decide(TenantPart part, String id, TenantChange change, TenantEntries tenant) {
        return new ChangeTenant(part, id, change, Actor.client("operator"), NOW)
                .decide(tenant, realm -> realm.equals("Staff"));
    }

    private static Map<String, Object> none() {
        return Map.of();
    }

    @Test
    void givenNoSuchDomain_whenRegistered_thenAdded() {
        Decision decision =
                decide(TenantPart.DOMAIN, OTHER_DOMAIN, new TenantChange.Register(OTHER, Settings.NONE), tenant());

        assertThat(decision.fact()).containsInstanceOf(DomainAdded.class);
    }

    @Test
    void givenADomain_whenRegisteredAgain_thenConflict() {
        Decision decision =
                decide(TenantPart.DOMAIN, FIRST_DOMAIN, new TenantChange.Register(OTHER, Settings.NONE), tenant());

        assertThat(decision.outcome()).isInstanceOf(TenantOutcome.Conflict.class);
        assertThat(decision.fact()).isEmpty();
    }

    @Test
    void givenTheLastDomain_whenRemoved_thenConflict() {
        assertThat(decide(TenantPart.DOMAIN, FIRST_DOMAIN, new TenantChange.Delete(), tenant())
                        .outcome())
                .isInstanceOf(TenantOutcome.Conflict.class);
    }

    @Test
    void givenTwoDomains_whenOneIsRemoved_thenRemoved() {
        TenantEntries tenant = tenant(new DomainAdded(OTHER_DOMAIN, OTHER, Settings.NONE, NOW));

        assertThat(decide(TenantPart.DOMAIN, FIRST_DOMAIN, new TenantChange.Delete(), tenant)
                        .fact())
                .contains(new DomainRemoved(FIRST_DOMAIN, NOW));
    }

    @Test
    void givenPeopleOrTheDefaultDirectory_whenAConnectionIsDeleted_thenConflict() {
        assertThat(decide(TenantPart.CONNECTION, USUAL, new TenantChange.Delete(), tenant())
                        .outcome())
                .isEqualTo(new TenantOutcome.Conflict("The default directory of the tenant cannot be deleted."));
        assertThat(decide(TenantPart.CONNECTION, STAFF, new TenantChange.Delete(), tenant())
                        .outcome())
                .isEqualTo(new TenantOutcome.Conflict("A connection that still has users cannot be deleted."));
        assertThat(decide(
                                TenantPart.CONNECTION,
                                USUAL,
                                new TenantChange.Delete(),
                                tenant(new ConnectionDeleted(STAFF, NOW)))
                        .outcome())
                .isEqualTo(new TenantOutcome.Conflict("The last connection cannot be deleted."));
    }

    @Test
    void givenAClientOfTheFile_whenPatched_thenTheFactHoldsAllOfItsSettings() {
        TenantChange patch = new TenantChange.Patch(Map.of("grant-types", List.of()), none(), null);

        Decision decision = decide(TenantPart.CLIENT, "demo", patch, tenant());

        assertThat(decision.fact().orElseThrow()).isInstanceOfSatisfying(ClientChanged.class, changed -> assertThat(
                        changed.settings().members())
                .containsEntry("grant-types", List.of())
                .containsEntry("app-type", "spa")
                .containsEntry("id-token-lifetime-seconds", 36_000L));
    }

    @Test
    void givenAClient_whenPatchedWithWhatItHas_thenNoFact() {
        TenantChange patch = new TenantChange.Patch(Map.of("app-type", "spa"), none(), null);

        Decision decision = decide(TenantPart.CLIENT, "demo", patch, tenant());

        assertThat(decision.outcome()).isInstanceOf(TenantOutcome.Done.class);
        assertThat(decision.fact()).isEmpty();
    }

    @Test
    void givenAPublicClient_whenItBecomesConfidential_thenItHasTheSpareSecretAndLosesItAgain() {
        TenantChange patch = new TenantChange.Patch(
                Map.of("token-endpoint-auth-method", "client_secret_post"), none(), "ab".repeat(32));

        TenantSettled confidential = (TenantSettled)
                decide(TenantPart.CLIENT, "demo", patch, tenant()).fact().orElseThrow();
        TenantSettled back = (TenantSettled) decide(
                        TenantPart.CLIENT,
                        "demo",
                        new TenantChange.Patch(Map.of("token-endpoint-auth-method", "none"), none(), "cd".repeat(32)),
                        tenant(confidential))
                .fact()
                .orElseThrow();

        assertThat(confidential.settings().find("client-secret-sha256")).contains("ab".repeat(32));
        assertThat(back.settings().find("client-secret-sha256")).isEmpty();
    }

    @Test
    void givenBadSettings_whenPatched_thenInvalidByItsKey() {
        TenantChange patch = new TenantChange.Patch(Map.of("grant-types", List.of("magic")), none(), null);

        assertThat(decide(TenantPart.CLIENT, "demo", patch, tenant()).outcome())
                .isInstanceOfSatisfying(TenantOutcome.Invalid.class, invalid -> assertThat(invalid.key())
                        .isEqualTo(".grant-types"));
    }

    @Test
    void givenMetadata_whenTheyWouldBecomeTooMany_thenInvalid() {
        Map<String, Object> many = new HashMap<>();
        IntStream.range(0, 11).forEach(number -> many.put("m" + number, "x"));

        assertThat(decide(
                                TenantPart.CLIENT,
                                "demo",
                                new TenantChange.Patch(none(), Map.of("client_metadata", many), null),
                                tenant())
                        .outcome())
                .isInstanceOf(TenantOutcome.Invalid.class);
    }

    @Test
    void givenADeletedClientOfTheFile_whenChanged_thenUnknown() {
        TenantEntries tenant = tenant(new ClientDeleted("demo", NOW));

        assertThat(decide(TenantPart.CLIENT, "demo", new TenantChange.Delete(), tenant)
                        .outcome())
                .isEqualTo(new TenantOutcome.Unknown());
    }
}
