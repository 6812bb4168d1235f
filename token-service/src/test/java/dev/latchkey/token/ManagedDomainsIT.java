package dev.latchkey.token;

import static dev.latchkey.token.TestManager.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.kernel.tenant.TenantIds;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Custom domains as operators change them (CONTRACT section 13). */
@TokenServiceTest
class ManagedDomainsIT {

    private static final String OF_THE_FILE = TenantIds.ofDomain("https://id.example.com");

    @Autowired
    TestService service;

    TestManager manager;
    String domain = "d" + UUID.randomUUID().toString().substring(0, 8) + ".shop.example.com";
    String id = TenantIds.ofDomain("https://" + domain);

    @BeforeEach
    void comeAsOperator() {
        manager = TestManager.of(service.endpoint());
    }

    @AfterEach
    void goAgain() {
        manager.delete("/custom-domains/" + id);
    }

    private Answer created(String members) {
        return manager.created(
                "/custom-domains",
                "{\"domain\": \"" + domain + "\", \"type\": \"auth0_managed_certs\"" + members + "}");
    }

    private int statusAt(String host) {
        return service.endpoint()
                .send(service.endpoint()
                        .request("/.well-known/openid-configuration")
                        .setHeader("Host", host)
                        .GET())
                .status();
    }

    @Test
    void aNewDomainIsAFrontDoorAtOnce() {
        assertThat(statusAt(domain)).isEqualTo(400);

        Answer made = created(", \"relying_party_identifier\": \"example.com\", \"domain_metadata\": {\"a\": \"b\"}");

        assertThat(made.text("custom_domain_id")).isEqualTo(id).matches("cd_[A-Za-z0-9]{16}");
        assertThat(made.text("domain")).isEqualTo(domain);
        assertThat(made.text("status")).isEqualTo("ready");
        assertThat(made.text("type")).isEqualTo("auth0_managed_certs");
        assertThat(made.text("relying_party_identifier")).isEqualTo("example.com");
        assertThat(made.body().path("primary").isBoolean()).isTrue();
        assertThat(made.body().path("verification").isObject()).isTrue();
        assertThat(manager.get("/custom-domains/" + id).body()).isEqualTo(made.body());
        assertThat(manager.list("/custom-domains"))
                .anyMatch(shown -> shown.path("domain").stringValue().equals(domain));
        assertThat(statusAt(domain)).isEqualTo(200);
    }

    @Test
    void nullLeadsBackToTheFullDomain() {
        created(", \"relying_party_identifier\": \"shop.example.com\"");

        Answer changed = manager.patch("/custom-domains/" + id, "{\"relying_party_identifier\": null}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().has("relying_party_identifier")).isFalse();
        assertThat(service.facts().of("domain:" + id)).containsExactly("domain-added", "domain-changed");
    }

    @Test
    void aRemovedDomainIsClosedAtOnce() {
        created("");

        assertThat(manager.delete("/custom-domains/" + id).status()).isEqualTo(204);

        assertThat(statusAt(domain)).isEqualTo(400);
        assertRefused(manager.get("/custom-domains/" + id), 404, "inexistent_custom_domain");
        assertRefused(manager.patch("/custom-domains/" + id, "{}"), 404, "inexistent_custom_domain");
        assertRefused(manager.delete("/custom-domains/" + id), 404, "inexistent_custom_domain");
    }

    @Test
    void oneNameIsOneDomain() {
        created("");

        assertRefused(
                manager.post("/custom-domains", "{\"domain\": \"" + domain + "\", \"type\": \"self_managed_certs\"}"),
                409,
                "operation_not_allowed");
    }

    @ParameterizedTest
    @CsvSource({"com", "ample.com", "example.org", "''", "id.example.com.", "sub.id.example.com"})
    void theRelyingPartyIsTheDomainOrAParentBelowAPublicSuffix(String relyingParty) {
        assertRefused(
                        manager.patch(
                                "/custom-domains/" + OF_THE_FILE,
                                "{\"relying_party_identifier\": \"" + relyingParty + "\"}"),
                        400,
                        "invalid_body")
                .contains("relying_party_identifier");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|domain",
                "{\"domain\": \"x.example.com\"}|type",
                "{\"domain\": \"x.example.com\", \"type\": \"magic\"}|No enum match for: magic",
                "{\"domain\": \"https://x.example.com\", \"type\": \"self_managed_certs\"}|domain",
                "{\"domain\": \"x.example.com:443\", \"type\": \"self_managed_certs\"}|domain",
                "{\"domain\": \"-\", \"type\": \"self_managed_certs\"}|domain",
                "{\"domain\": \"x.example.com\", \"type\": \"self_managed_certs\", \"custom_client_ip_header\": \"x-forwarded-for\"}|custom_client_ip_header",
                "{\"domain\": \"x.example.com\", \"type\": \"self_managed_certs\", \"surprise\": 1}|surprise"
            })
    void whatIsWrongIsNamed(String body, String named) {
        long facts = service.facts().count();

        assertRefused(manager.post("/custom-domains", body), 400, "invalid_body")
                .contains(named);

        assertThat(service.facts().count()).isEqualTo(facts);
    }
}
