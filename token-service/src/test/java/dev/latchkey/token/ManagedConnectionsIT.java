package dev.latchkey.token;

import static dev.latchkey.token.TestManager.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.kernel.tenant.TenantIds;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Connections as operators change them (CONTRACT section 13). */
@TokenServiceTest
class ManagedConnectionsIT {

    private static final String OPTIONS = """
            {"authentication_methods": {"passkey": {"enabled": true}, "password": {"enabled": true}},
             "passkey_options": {"challenge_ui": "both", "progressive_enrollment_enabled": true},
             "attributes": {"email": {"identifier": {"active": true}, "signup": {"status": "optional"}},
                            "username": {"signup": {"status": "required"},
                                         "validation": {"min_length": 3, "max_length": 20}}}}
            """;

    @Autowired
    TestService service;

    TestManager manager;
    String name = "New-" + UUID.randomUUID();

    @BeforeEach
    void comeAsOperator() {
        manager = TestManager.of(service.endpoint());
    }

    private Answer created() {
        return manager.created(
                "/connections",
                "{\"name\": \"" + name + "\", \"strategy\": \"auth0\", \"enabled_clients\": [\"demo\"],"
                        + " \"display_name\": \"Newcomers\", \"options\": " + OPTIONS + "}");
    }

    @Test
    void whatIsMadeIsShownAsAuth0ShowsIt() {
        Answer made = created();

        assertThat(made.text("id")).matches("con_[A-Za-z0-9]{16}").isEqualTo(TenantIds.ofConnection(name));
        assertThat(made.text("strategy")).isEqualTo("auth0");
        assertThat(made.text("display_name")).isEqualTo("Newcomers");
        assertThat(made.body().path("realms").toString()).isEqualTo("[\"" + name + "\"]");
        assertThat(made.body().path("enabled_clients").toString()).isEqualTo("[\"demo\"]");
        assertThat(made.body()
                        .at("/options/attributes/username/validation/min_length")
                        .intValue())
                .isEqualTo(3);
        assertThat(manager.get("/connections/" + made.text("id")).body()).isEqualTo(made.body());
        assertThat(service.facts().members("connection:" + made.text("id"), "connection-registered", "settings"))
                .singleElement()
                .asString()
                .contains("\"username\": \"required\"", "\"email\": \"optional\"", "\"min-length\": 3");
    }

    @Test
    void theOptionsOfAPatchReplaceAllThereWere() {
        String id = created().text("id");

        Answer changed = manager.patch(
                "/connections/" + id,
                "{\"options\": {\"attributes\": {\"email\": {\"signup\": {\"status\": \"required\"}}}}}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("display_name")).isEqualTo("Newcomers");
        assertThat(changed.body().path("options").propertyNames()).containsExactly("attributes");
        assertThat(service.facts().members("connection:" + id, "connection-changed", "settings"))
                .singleElement()
                .asString()
                .contains("\"username\": \"inactive\"", "\"email\": \"required\"", "\"min-length\": 1");
    }

    @Test
    void aNewConnectionWithoutClientsIsForNobody() {
        Answer made = manager.created("/connections", "{\"name\": \"" + name + "\", \"strategy\": \"auth0\"}");

        assertThat(made.body().path("enabled_clients")).isEmpty();
    }

    @Test
    void clientsAreEnabledAndDisabledOneByOne() {
        String id = created().text("id");
        String clients = "/connections/" + id + "/clients";

        Answer changed = manager.patch(
                clients,
                "[{\"client_id\": \"other\", \"status\": true}, {\"client_id\": \"demo\", \"status\": false}]");

        assertThat(changed.status()).as(changed.rawText()).isEqualTo(204);
        assertThat(manager.list(clients).toString()).isEqualTo("{\"clients\":[{\"client_id\":\"other\"}]}");
        assertRefused(manager.patch(clients, "[{\"client_id\": \"nobody\", \"status\": true}]"), 400, "invalid_body")
                .contains("nobody");
        assertRefused(manager.patch(clients, "{}"), 400, "invalid_body");
        assertRefused(manager.patch(clients, "[]"), 400, "invalid_body");
        assertRefused(manager.patch(clients, "[{\"client_id\": \"demo\"}]"), 400, "invalid_body");
        assertRefused(manager.get("/connections/con_0000000000000000/clients"), 404, "inexistent_connection");
    }

    @Test
    void ofAConnectionForAllClientsOneCanBeTakenAway() {
        String clients = "/connections/" + TenantIds.ofConnection("Staff") + "/clients";
        int all = manager.list(clients + "?take=100").path("clients").size();

        manager.patch(clients, "[{\"client_id\": \"legacy\", \"status\": false}]");

        assertThat(manager.list(clients + "?take=100").path("clients"))
                .hasSize(all - 1)
                .noneMatch(client -> client.path("client_id").stringValue().equals("legacy"));
    }

    @Test
    void aDeletedClientIsEnabledNowhere() {
        String client = manager.created("/clients", "{\"name\": \"Short-lived\", \"app_type\": \"spa\"}")
                .text("client_id");
        String id = created().text("id");
        manager.patch("/connections/" + id + "/clients", "[{\"client_id\": \"" + client + "\", \"status\": true}]");

        manager.delete("/clients/" + client);

        assertThat(manager.get("/connections/" + id)
                        .body()
                        .path("enabled_clients")
                        .toString())
                .isEqualTo("[\"demo\"]");
        assertThat(manager.patch("/connections/" + id, "{\"display_name\": \"Still fine\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void oneNameIsOneConnection() {
        String id = created().text("id");

        assertRefused(
                        manager.post("/connections", "{\"name\": \"" + name + "\", \"strategy\": \"auth0\"}"),
                        409,
                        "operation_not_allowed")
                .contains("same name");

        assertThat(manager.delete("/connections/" + id).status()).isEqualTo(204);
        assertRefused(manager.get("/connections/" + id), 404, "inexistent_connection");
        assertThat(created().text("id")).isEqualTo(id);
        assertThat(service.facts().of("connection:" + id))
                .containsExactly("connection-registered", "connection-deleted", "connection-registered");
    }

    @Test
    void whatIsNeededStays() {
        service.signedUp(Algorithm.ES256);
        String usual = TenantIds.ofConnection("Username-Password-Authentication");

        assertRefused(manager.delete("/connections/" + usual), 409, "operation_not_allowed")
                .contains("default directory");
    }

    @Test
    void aListIsFilteredAndGivenInParts() {
        created();

        JsonNode found = manager.list("/connections?take=50&strategy=auth0&name=" + name);
        assertThat(found.path("connections")).hasSize(1);
        assertThat(found.has("next")).isFalse();
        assertThat(manager.list("/connections?strategy=samlp")).isEmpty();
        assertThat(manager.list("/connections?include_totals=true")
                        .path("total")
                        .intValue())
                .isGreaterThanOrEqualTo(3);
        assertThat(manager.list("/connections")
                        .get(0)
                        .at("/options/attributes/email/signup/status")
                        .stringValue())
                .isEqualTo("required");
        JsonNode first = manager.list("/connections?take=1");
        assertThat(manager.list("/connections?take=1&from=" + first.path("next").stringValue())
                        .path("connections"))
                .hasSize(1)
                .isNotEqualTo(first.path("connections"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|name",
                "{\"name\": \"x\"}|strategy",
                "{\"name\": \"x\", \"strategy\": \"samlp\"}|No enum match for: samlp",
                "{\"name\": \"with space\", \"strategy\": \"auth0\"}|name",
                "{\"name\": \"x\", \"strategy\": \"auth0\", \"enabled_clients\": [\"nobody\"]}|nobody",
                "{\"name\": \"x\", \"strategy\": \"auth0\", \"realms\": [\"y\"]}|realms",
                "{\"name\": \"x\", \"strategy\": \"auth0\", \"is_domain_connection\": true}|is_domain_connection",
                "{\"name\": \"x\", \"strategy\": \"auth0\", \"surprise\": 1}|surprise",
                "{\"name\": \"x\", \"strategy\": \"auth0\", \"options\": {\"surprise\": 1}}|options.surprise",
                "{\"name\": \"x\", \"strategy\": \"auth0\", \"options\": {\"import_mode\": true}}|options.import_mode",
                "{\"name\": \"x\", \"strategy\": \"auth0\", \"options\": {\"attributes\": {}}}|options.attributes",
                "{\"name\": \"x\", \"strategy\": \"auth0\", \"options\": {\"attributes\": {\"email\": {\"signup\": {\"status\": \"maybe\"}}}}}|status",
                "{\"name\": \"x\", \"strategy\": \"auth0\", \"options\": {\"attributes\": {\"email\": {\"signup\": {\"verification\": {\"active\": true}}}}}}|verification",
                "{\"name\": \"x\", \"strategy\": \"auth0\", \"options\": {\"attributes\": {\"username\": {\"validation\": {\"min_length\": 0}}}}}|min_length"
            })
    void whatIsWrongIsNamed(String body, String named) {
        long facts = service.facts().count();

        assertRefused(manager.post("/connections", body), 400, "invalid_body").contains(named);

        assertThat(service.facts().count()).isEqualTo(facts);
    }
}
