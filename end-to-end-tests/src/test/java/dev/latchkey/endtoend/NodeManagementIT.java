package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Auth0's management client for Node, unmodified (CONTRACT sections 13 and 14). */
class NodeManagementIT {

    private static final Suite suite = Suite.running();
    private static final String EMAIL = Person.newEmail();

    private static SecureDoor door;
    private static JsonNode seen;

    @BeforeAll
    static void walk() {
        door = new SecureDoor(suite.securePort(), suite.port());
        seen = NodeProgram.management()
                .run(
                        "walk.mjs",
                        Map.of(
                                "DOMAIN",
                                "localhost:" + suite.securePort(),
                                "CLIENT_ID",
                                "operator",
                                "CLIENT_SECRET",
                                TestTenant.SECRET,
                                "EMAIL",
                                EMAIL,
                                "PASSKEY",
                                passkey(),
                                // The certificate of SecureDoor, which nobody signed.
                                "NODE_TLS_REJECT_UNAUTHORIZED",
                                "0"));
    }

    @AfterAll
    static void close() {
        if (door != null) {
            door.close();
        }
    }

    /** A passkey that was made elsewhere. */
    private static String passkey() {
        var elsewhere = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
        var options = Session.of(Application.demo().register(Person.newEmail())).options();
        elsewhere.create(options, suite.origin());
        var made = elsewhere.passkeys().getFirst();
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return Application.object()
                .put("type", "passkey")
                .put("key_id", encoder.encodeToString(made.credentialId()))
                .put(
                        "public_key",
                        encoder.encodeToString(made.keyPair().getPublic().getEncoded()))
                .put("user_handle", encoder.encodeToString("somebody".getBytes(StandardCharsets.UTF_8)))
                .toString();
    }

    @Test
    void managesClients() {
        var created = seen.path("clientCreated");

        assertThat(created.path("name").asString()).isEqualTo("Shop");
        assertThat(seen.at("/clientRead/mobile/ios/team_id").asString()).isEqualTo("ABCDE12345");
        assertThat(seen.at("/clientRead/client_id")).isEqualTo(created.path("client_id"));
        assertThat(seen.at("/clientChanged/name").asString()).isEqualTo("The shop");
        assertThat(seen.at("/clientChanged/description").asString()).isEqualTo("Sells things");
        assertThat(seen.path("clients").valueStream()).contains(created.path("client_id"));
        assertThat(seen.path("rotated").asBoolean()).isTrue();
        assertThat(seen.at("/secretless/statusCode").asInt()).isEqualTo(409);
        assertThat(seen.at("/clientGone/statusCode").asInt()).isEqualTo(404);
    }

    @Test
    void managesConnections() {
        assertThat(seen.at("/connectionCreated/id").asString()).startsWith("con_");
        assertThat(seen.at("/connectionCreated/options/attributes/username/signup/status")
                        .asString())
                .isEqualTo("required");
        assertThat(seen.at("/connectionChanged/options/authentication_methods/passkey/enabled")
                        .asBoolean())
                .isTrue();
        assertThat(seen.path("connections").valueStream().map(JsonNode::asString))
                .contains("Contractors", TestTenant.REALM);
    }

    @Test
    void managesCustomDomains() {
        assertThat(seen.at("/domainCreated/relying_party_identifier").asString())
                .isEqualTo("shop.example");
        assertThat(seen.at("/domainChanged/relying_party_identifier").asString("login.shop.example"))
                .isEqualTo("login.shop.example");
        assertThat(seen.path("domains").valueStream().map(JsonNode::asString)).contains("login.shop.example");
    }

    @Test
    void managesPeopleAndReadsWhatItWrote() {
        var id = seen.path("userCreated").path("user_id");

        assertThat(id.asString()).startsWith("auth0|");
        assertThat(seen.at("/userRead/email").asString()).isEqualTo(EMAIL);
        assertThat(seen.at("/userRead/user_metadata/plan").asString()).isEqualTo("gold");
        assertThat(seen.at("/userTwice/statusCode").asInt()).isEqualTo(409);
        assertThat(seen.at("/userChanged/name").asString()).isEqualTo("Ada Lovelace");
        assertThat(seen.at("/userChanged/app_metadata/role").asString()).isEqualTo("admin");
        assertThat(seen.at("/userChanged/user_metadata").has("plan")).isFalse();
        assertThat(seen.path("userBlocked").asBoolean()).isTrue();
        assertThat(seen.path("userUnblocked").asBoolean(false)).isFalse();
        assertThat(seen.path("userFound").valueStream()).containsExactly(id);
        assertThat(seen.at("/userGone/statusCode").asInt()).isEqualTo(404);
    }

    @Test
    void managesPasskeys() {
        assertThat(seen.at("/passkeyImported/type").asString()).isEqualTo("passkey");
        assertThat(seen.at("/passkeyNamed/name").asString()).isEqualTo("From elsewhere");
        assertThat(seen.path("passkeys")).hasSize(1);
        assertThat(seen.at("/passkeys/0/relying_party_identifier").asString()).isEqualTo("localhost");
        assertThat(seen.path("passkeysLeft")).isEmpty();
    }

    @Test
    void readsTheTenantLogs() {
        assertThat(seen.path("logRead")).isEqualTo(seen.path("log"));
        assertThat(seen.at("/log/client_id").asString()).isEqualTo("operator");
        assertThat(seen.path("logsOfUser").asInt()).isPositive();
        assertThat(seen.at("/logQueryWrong/statusCode").asInt()).isEqualTo(400);
    }
}
