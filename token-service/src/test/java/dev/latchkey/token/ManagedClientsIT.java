package dev.latchkey.token;

import static dev.latchkey.token.TestManager.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.tenant.GrantTypes;
import dev.latchkey.testing.TestTenant;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Applications as operators change them (CONTRACT section 13). */
@TokenServiceTest
class ManagedClientsIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SPA = """
            {"name": "Shop", "app_type": "spa", "grant_types": ["%s", "refresh_token"],
             "web_origins": ["http://localhost:8080"], "client_metadata": {"team": "shop", "stage": "test"}}
            """.formatted(GrantTypes.WEBAUTHN);
    private static final String MACHINE =
            "{\"name\": \"Machine\", \"app_type\": \"non_interactive\", \"grant_types\": [\"client_credentials\"]}";

    @Autowired
    TestService service;

    TestManager manager;

    @BeforeEach
    void comeAsOperator() {
        manager = TestManager.of(service.endpoint());
    }

    private String newClient(String body) {
        return manager.created("/clients", body).text("client_id");
    }

    /** Signs a new person up with this client. */
    private Answer signup(String client) {
        ObjectNode body = service.ceremonies()
                .request(
                        service.ceremonies()
                                .signup(UUID.randomUUID() + "@example.com", ticket -> new TestTickets(ticket)
                                        .with("clientId", client)),
                        SoftwareAuthenticator.withAlgorithm(Algorithm.ES256))
                .put("client_id", client);
        return service.endpoint().post(body);
    }

    private Answer machineToken(String client, String secret) {
        return service.endpoint()
                .post(JSON.createObjectNode()
                        .put("grant_type", "client_credentials")
                        .put("client_id", client)
                        .put("client_secret", secret));
    }

    @Test
    void whatIsMadeIsShownAsAuth0ShowsIt() {
        Answer made = manager.created("/clients", SPA);

        String id = made.text("client_id");
        assertThat(id).matches("[A-Za-z0-9]{32}");
        assertThat(made.body().has("client_secret")).isFalse();
        assertThat(made.text("name")).isEqualTo("Shop");
        assertThat(made.text("tenant")).isEqualTo("Latchkey test");
        assertThat(made.text("token_endpoint_auth_method")).isEqualTo("none");
        assertThat(made.text("organization_usage")).isEqualTo("deny");
        assertThat(made.body().path("is_first_party").booleanValue()).isTrue();
        assertThat(made.body().path("oidc_conformant").booleanValue()).isTrue();
        assertThat(made.body().at("/refresh_token/rotation_type").stringValue()).isEqualTo("rotating");
        assertThat(made.body().at("/refresh_token/expiration_type").stringValue())
                .isEqualTo("expiring");
        assertThat(made.body().at("/jwt_configuration/lifetime_in_seconds").intValue())
                .isEqualTo(36_000);
        assertThat(made.body().at("/client_metadata/team").stringValue()).isEqualTo("shop");
        assertThat(manager.get("/clients/" + id).body()).isEqualTo(made.body());
        assertThat(service.facts().of("client:" + id)).containsExactly("client-registered");
    }

    @Test
    void aNewClientSignsPeopleInAtOnce() {
        TestAnswers.assertSignedIn(signup(newClient(SPA)));
    }

    @Test
    void aGrantTypeTakenAwayStopsIt() {
        String id = newClient(SPA);

        Answer changed = manager.patch("/clients/" + id, "{\"grant_types\": [\"refresh_token\"]}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(signup(id).text("error")).isEqualTo("unauthorized_client");
        assertThat(service.facts().of("client:" + id)).containsExactly("client-registered", "client-changed");
    }

    @Test
    void aDeletedClientIsUnknownAtOnce() {
        String id = newClient(SPA);

        assertThat(manager.delete("/clients/" + id).status()).isEqualTo(204);

        assertThat(signup(id).text("error")).isEqualTo("invalid_client");
        assertRefused(manager.get("/clients/" + id), 404, "inexistent_client");
        assertRefused(manager.patch("/clients/" + id, "{}"), 404, "inexistent_client");
        assertRefused(manager.delete("/clients/" + id), 404, "inexistent_client");
        assertRefused(manager.post("/clients/" + id + "/rotate-secret", null), 404, "inexistent_client");
    }

    @Test
    void aSecretIsShownOnceAndKeptAsADigest() {
        Answer made = manager.created("/clients", MACHINE);
        String id = made.text("client_id");
        String secret = made.text("client_secret");

        assertThat(secret).hasSizeGreaterThanOrEqualTo(43);
        assertThat(manager.get("/clients/" + id).body().has("client_secret")).isFalse();
        assertThat(machineToken(id, secret).status()).isEqualTo(200);
        assertThat(service.facts().members("client:" + id, "client-registered", "settings"))
                .singleElement()
                .asString()
                .doesNotContain(secret)
                .contains("client-secret-sha256");
    }

    @Test
    void aRotatedSecretTakesThePlaceOfTheOldOne() {
        Answer made = manager.created("/clients", MACHINE);
        String id = made.text("client_id");

        Answer rotated = manager.post("/clients/" + id + "/rotate-secret", null);

        assertThat(rotated.status()).isEqualTo(200);
        assertThat(machineToken(id, made.text("client_secret")).status()).isEqualTo(401);
        assertThat(machineToken(id, rotated.text("client_secret")).status()).isEqualTo(200);
        assertThat(service.facts().of("client:" + id)).containsExactly("client-registered", "client-secret-rotated");
    }

    @Test
    void aClientThatBecomesConfidentialGetsASecret() {
        String id = newClient(SPA);

        assertRefused(manager.post("/clients/" + id + "/rotate-secret", null), 409, "operation_not_allowed");
        Answer changed = manager.patch("/clients/" + id, "{\"token_endpoint_auth_method\": \"client_secret_post\"}");

        assertThat(changed.text("client_secret")).hasSizeGreaterThanOrEqualTo(43);
        Answer back = manager.patch("/clients/" + id, "{\"token_endpoint_auth_method\": \"none\"}");
        assertThat(back.body().has("client_secret")).isFalse();
        TestAnswers.assertSignedIn(signup(id));
    }

    @Test
    void whoeverDidItIsInTheTrail() {
        String id = newClient(SPA);

        List<String> metadata = service.facts()
                .jdbc()
                .sql("SELECT convert_from(metadata, 'UTF8') FROM domain_event WHERE stream_id = ?")
                .param("client:" + id)
                .query(String.class)
                .list();

        assertThat(metadata).singleElement().asString().contains("client:" + TestManager.CLIENT);
    }

    @Test
    void aClientOfTheFileCanBeChangedAndKeepsTheRest() {
        Answer before = manager.get("/clients/lenient");

        Answer changed = manager.patch("/clients/lenient", "{\"description\": \"Of the file\"}");

        assertThat(changed.text("description")).isEqualTo("Of the file");
        assertThat(changed.body().deepCopy().without("description")).isEqualTo(before.body());
        assertThat(service.facts().of("client:lenient")).contains("client-changed");
        TestAnswers.assertSignedIn(signup("lenient"));
    }

    @Test
    void nothingToChangeIsNoFact() {
        String id = newClient(SPA);

        assertThat(manager.patch("/clients/" + id, "{\"name\": \"Shop\"}").status())
                .isEqualTo(200);

        assertThat(service.facts().of("client:" + id)).containsExactly("client-registered");
    }

    @Test
    void metadataAreChangedOneByOneAndNullTakesAway() {
        String id = newClient(SPA);

        Answer changed = manager.patch("/clients/" + id, """
                {"client_metadata": {"stage": null, "colour": "green"}, "mobile": {"ios":
                 {"team_id": "ABCDE12345", "app_bundle_identifier": "com.example.shop"}}}
                """);

        assertThat(changed.body().path("client_metadata").toString())
                .isEqualTo("{\"team\":\"shop\",\"colour\":\"green\"}");
        assertThat(changed.body().at("/mobile/ios/team_id").stringValue()).isEqualTo("ABCDE12345");
        Answer without = manager.patch("/clients/" + id, "{\"client_metadata\": null, \"mobile\": null}");
        assertThat(without.body().has("client_metadata")).isFalse();
        assertThat(without.body().path("mobile").isEmpty()).isTrue();
    }

    @Test
    void grantTypesOfOtherServersAreOnlyKept() {
        String id = newClient("{\"name\": \"Web\", \"app_type\": \"spa\","
                + " \"grant_types\": [\"authorization_code\", \"refresh_token\"]}");

        assertThat(manager.get("/clients/" + id).body().path("grant_types").toString())
                .isEqualTo("[\"authorization_code\",\"refresh_token\"]");
        assertThat(signup(id).text("error")).isEqualTo("unauthorized_client");
    }

    @Test
    void aListIsGivenInPagesWithTotalsOrCheckpoints() {
        newClient(SPA);
        int total = manager.list("/clients?per_page=100").size();

        JsonNode totals = manager.list("/clients?per_page=2&page=1&include_totals=true&fields=client_id,name");
        assertThat(totals.path("start").intValue()).isEqualTo(2);
        assertThat(totals.path("limit").intValue()).isEqualTo(2);
        assertThat(totals.path("total").intValue()).isEqualTo(total);
        assertThat(totals.path("clients")).hasSize(2);
        assertThat(totals.at("/clients/0").propertyNames()).containsExactlyInAnyOrder("client_id", "name");
        List<String> all = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = manager.list("/clients?take=5" + (next.isEmpty() ? "" : "&from=" + next));
            page.path("clients")
                    .forEach(client -> all.add(client.path("client_id").stringValue()));
            next = page.path("next").stringValue(null);
        }
        assertThat(all).doesNotHaveDuplicates().hasSize(total);
        assertThat(manager.list("/clients?app_type=non_interactive")).allMatch(client -> "non_interactive"
                .equals(client.path("app_type").stringValue()));
        assertThat(manager.list("/clients?is_first_party=false"))
                .extracting(client -> client.path("client_id").stringValue())
                .contains("third-party")
                .doesNotContain("demo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "per_page=101",
                "per_page=-1",
                "page=x",
                "page=9999999999",
                "include_totals=1",
                "from=nobody",
                "take=0",
                "q=name:x",
                "page=1&page=2"
            })
    void aListWantsGoodParameters(String query) {
        assertRefused(manager.get("/clients?" + query), 400, "invalid_query_string")
                .startsWith("Query validation error: '");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|name",
                "{\"name\": 5}|Expected type string but found type integer",
                "{\"name\": null}|name",
                "{\"name\": \"<b>\"}|name",
                "{\"name\": \"x\", \"app_type\": \"toaster\"}|No enum match for: toaster",
                "{\"name\": \"x\", \"callback\": []}|Additional properties not allowed: callback",
                "{\"name\": \"x\", \"callbacks\": [\"nowhere\"]}|callbacks",
                "{\"name\": \"x\", \"callbacks\": [5]}|callbacks",
                "{\"name\": \"x\", \"web_origins\": [\"http://example.com\"]}|web_origins",
                "{\"name\": \"x\", \"grant_types\": [\"magic\"]}|grant_types",
                "{\"name\": \"x\", \"grant_types\": \"refresh_token\"}|grant_types",
                "{\"name\": \"x\", \"app_type\": \"spa\", \"grant_types\": [\"client_credentials\"]}|grant_types",
                "{\"name\": \"x\", \"jwt_configuration\": {\"alg\": \"HS256\"}}|jwt_configuration.alg",
                "{\"name\": \"x\", \"jwt_configuration\": {\"lifetime_in_seconds\": 99999999}}|jwt_configuration.lifetime_in_seconds",
                "{\"name\": \"x\", \"refresh_token\": {\"rotation_type\": \"rotating\"}}|expiration_type",
                "{\"name\": \"x\", \"cross_origin_authentication\": true}|cross_origin_authentication",
                "{\"name\": \"x\", \"addons\": {\"samlp\": {\"audience\": \"x\"}}}|addons",
                "{\"name\": \"x\", \"client_secret\": \"mine\"}|client_secret",
                "{\"name\": \"x\", \"client_metadata\": {\"a\": 5}}|client_metadata.a",
                "{\"name\": \"x\", \"mobile\": {\"ios\": {\"team_id\": \"short\"}}}|mobile.ios.team_id",
                "{\"name\": \"x\", \"name\": \"y\"}|well-formed",
                "[]|well-formed",
                "{\"name\": \"\\ud800\"}|well-formed",
                "nothing|well-formed"
            })
    void whatIsWrongIsNamed(String body, String named) {
        long facts = service.facts().count();

        assertRefused(manager.post("/clients", body), 400, "invalid_body")
                .startsWith("Payload validation error: '")
                .contains(named);

        assertThat(service.facts().count()).isEqualTo(facts);
    }

    @Test
    void hostileBodiesAreRefusedAtTheDoor() {
        String deep = "{\"client_metadata\":".repeat(40) + "1" + "}".repeat(40);
        assertRefused(manager.post("/clients", deep), 400, "invalid_body");
        assertRefused(
                manager.sendBytes("POST", "/clients", "{\"name\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)),
                400,
                "invalid_body");
        assertThat(manager.post("/clients", "{\"name\": \"" + "x".repeat(70_000) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(service.endpoint()
                        .send(service.endpoint().request("/api/v2/clients").GET())
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /clients, read:clients",
        "POST, /clients, create:clients",
        "PATCH, /clients/demo, update:clients",
        "DELETE, /clients/demo, delete:clients",
        "POST, /clients/demo/rotate-secret, update:client_keys",
        "GET, /connections, read:connections",
        "POST, /connections, create:connections",
        "PATCH, /connections/con_1/clients, update:connections",
        "GET, /custom-domains, read:custom_domains",
        "DELETE, /custom-domains/cd_1, delete:custom_domains"
    })
    void whoLacksTheScopeIsToldWhichOne(String method, String path, String scope) {
        TestManager stranger =
                TestManager.with(service.endpoint(), TestTenant.OPERATOR, TestTenant.OPERATOR_SECRET, "read:users");

        assertRefused(stranger.send(method, path, "{}"), 403, "insufficient_scope")
                .contains(scope);
    }
}
