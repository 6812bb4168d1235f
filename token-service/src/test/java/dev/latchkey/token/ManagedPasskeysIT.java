package dev.latchkey.token;

import static dev.latchkey.token.TestOperator.assertRefused;
import static dev.latchkey.token.TestOperator.methodsOf;
import static dev.latchkey.token.TestOperator.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.Passkey;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Passkeys as operators import, rename and end them; imported ones sign people in. */
@TokenServiceTest
class ManagedPasskeysIT {

    private static final String FOREIGN_HANDLE = Base64Url.encode("their-id-42".getBytes(StandardCharsets.UTF_8));

    @Autowired
    TestService service;

    TestOperator operator;
    String user;

    @BeforeEach
    void createPerson() {
        operator = TestOperator.of(service);
        user = operator.create(person(UUID.randomUUID() + "@example.com")).text("user_id");
    }

    /** An authenticator that has a passkey of the person which was made elsewhere. */
    private SoftwareAuthenticator elsewhere(Algorithm algorithm, String handle) {
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.withAlgorithm(algorithm);
        ObjectNode options = service.ceremonies()
                .enrolment(dev.latchkey.kernel.values.UserId.of(user))
                .options();
        ((ObjectNode) options.get("user")).put("id", handle);
        authenticator.create(options, TestCeremonies.ORIGIN);
        return authenticator;
    }

    private static ObjectNode importOf(SoftwareAuthenticator authenticator, Function<PublicKey, String> form) {
        Passkey passkey = authenticator.passkeys().getFirst();
        return TestOperator.JSON
                .createObjectNode()
                .put("type", "passkey")
                .put("key_id", Base64Url.encode(passkey.credentialId()))
                .put("public_key", form.apply(passkey.keyPair().getPublic()))
                .put("user_handle", Base64Url.encode(passkey.userHandle()))
                .put("relying_party_identifier", "localhost");
    }

    private static String der(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String url(PublicKey key) {
        return Base64Url.encode(key.getEncoded());
    }

    private Answer add(ObjectNode passkey) {
        return operator.send("POST", methodsOf(user), passkey);
    }

    private Answer login(SoftwareAuthenticator authenticator) {
        return service.endpoint()
                .post(service.ceremonies().request(service.ceremonies().login(), authenticator));
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void importsAPasskeyThatSignsThePersonIn(Algorithm algorithm) {
        SoftwareAuthenticator authenticator = elsewhere(algorithm, FOREIGN_HANDLE);
        ObjectNode passkey = importOf(authenticator, ManagedPasskeysIT::der)
                .put("credential_device_type", "multi_device")
                .put("credential_backed_up", true)
                .put("aaguid", SoftwareAuthenticator.AAGUID.toString())
                .put("user_agent", "Chrome 131.0.0 / Mac OS X")
                .put("identity_user_id", user)
                .put("name", "Laptop");
        passkey.putArray("transports").add("internal").add("hybrid");

        Answer imported = add(passkey);

        assertThat(imported.status()).as(imported.rawText()).isEqualTo(201);
        assertThat(imported.text("user_handle")).isEqualTo(FOREIGN_HANDLE);
        assertThat(imported.text("name")).isEqualTo("Laptop");
        assertThat(imported.text("credential_device_type")).isEqualTo("multi_device");
        assertThat(imported.text("relying_party_identifier")).isEqualTo("localhost");
        String id = imported.text("id");
        assertThat(service.facts().payloads(id)).doesNotContain(FOREIGN_HANDLE, "Chrome", "Laptop");
        Answer signedIn = login(authenticator);
        TestAnswers.assertSignedIn(signedIn);
        assertThat(TestJwts.payload(signedIn.text("id_token")).get("sub").stringValue())
                .isEqualTo(user);
    }

    @Test
    void readsEveryFormOfAPublicKey() {
        assertThat(add(importOf(elsewhere(Algorithm.ES256, FOREIGN_HANDLE), ManagedPasskeysIT::pem))
                        .status())
                .isEqualTo(201);
        assertThat(add(importOf(elsewhere(Algorithm.RS256, FOREIGN_HANDLE), ManagedPasskeysIT::url))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void importsWhatItHandsOut() {
        SoftwareAuthenticator authenticator = elsewhere(Algorithm.ES256, FOREIGN_HANDLE);
        String coseKey = add(importOf(authenticator, ManagedPasskeysIT::der)).text("public_key");
        SoftwareAuthenticator other = elsewhere(Algorithm.ES256, FOREIGN_HANDLE);

        Answer answer = add(importOf(other, key -> coseKey));

        assertThat(answer.status()).as(answer.rawText()).isEqualTo(201);
        assertThat(answer.text("public_key")).isEqualTo(coseKey);
    }

    @Test
    void learnsWhatNobodySaidOfBackups() {
        SoftwareAuthenticator authenticator = elsewhere(Algorithm.ES256, FOREIGN_HANDLE);

        Answer imported = add(importOf(authenticator, ManagedPasskeysIT::der));

        assertThat(imported.body().has("credential_device_type")).isFalse();
        TestAnswers.assertSignedIn(login(authenticator));
        TestAnswers.assertSignedIn(login(authenticator));
    }

    @Test
    void comparesTheHandleThatCameWithThePasskey() {
        SoftwareAuthenticator authenticator = elsewhere(Algorithm.ES256, FOREIGN_HANDLE);
        add(importOf(authenticator, ManagedPasskeysIT::der).put("user_handle", "b3RoZXI"));
        Session session = service.ceremonies().login();

        Answer answer = service.endpoint().post(service.ceremonies().request(session, authenticator));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(service.facts().reasons(session)).containsExactly(RejectionReason.WRONG_USER.name());
    }

    @Test
    void importsNoPasskeyTwice() {
        ObjectNode passkey = importOf(elsewhere(Algorithm.ES256, FOREIGN_HANDLE), ManagedPasskeysIT::der);
        add(passkey);

        assertRefused(add(passkey), 409, "authentication_method_conflict");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"totp\"}",
                "{\"public_key\":\"AAAA\"}",
                "{\"public_key\":\"no base64!\"}",
                "{\"key_id\":\"\"}",
                "{\"key_id\":\"a=\"}",
                "{\"user_handle\":\"!\"}",
                "{\"aaguid\":\"1-1-1-1-1\"}",
                "{\"relying_party_identifier\":\"evil.example\"}",
                "{\"identity_user_id\":\"auth0|000000000000000000000000\"}",
                "{\"credential_device_type\":\"many\"}",
                "{\"credential_device_type\":\"single_device\",\"credential_backed_up\":true}",
                "{\"transports\":\"usb\"}",
                "{\"transports\":[1]}",
                "{\"wrong\":true}"
            })
    void refusesAnImportThatCannotBeOne(String spoiled) {
        ObjectNode passkey = importOf(elsewhere(Algorithm.ES256, FOREIGN_HANDLE), ManagedPasskeysIT::der);
        passkey.setAll((ObjectNode) TestOperator.JSON.readTree(spoiled));
        long before = service.facts().count();

        assertRefused(add(passkey), 400, "invalid_body");

        assertThat(service.facts().count()).isEqualTo(before);
    }

    @Test
    void replacesAllAndKeepsWhatIsInBothLists() {
        SoftwareAuthenticator kept = elsewhere(Algorithm.ES256, FOREIGN_HANDLE);
        SoftwareAuthenticator ended = elsewhere(Algorithm.ES256, FOREIGN_HANDLE);
        SoftwareAuthenticator added = elsewhere(Algorithm.ES256, FOREIGN_HANDLE);
        add(importOf(kept, ManagedPasskeysIT::der));
        add(importOf(ended, ManagedPasskeysIT::der));
        ArrayNode all = TestOperator.JSON
                .createArrayNode()
                .add(importOf(kept, ManagedPasskeysIT::der))
                .add(importOf(added, ManagedPasskeysIT::der));

        Answer answer = operator.send("PUT", methodsOf(user), all);

        JsonNode methods = TestOperator.JSON.readTree(answer.raw().body());
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(200);
        assertThat(methods.size()).isEqualTo(2);
        TestAnswers.assertSignedIn(login(kept));
        TestAnswers.assertSignedIn(login(added));
        assertThat(login(ended).status()).isEqualTo(403);
    }

    @Test
    void renamesAndEndsEvenTheLastOne() {
        SoftwareAuthenticator authenticator = elsewhere(Algorithm.ES256, FOREIGN_HANDLE);
        String id = add(importOf(authenticator, ManagedPasskeysIT::der)).text("id");
        String path = methodsOf(user) + "/" + id.replace("|", "%7C");

        Answer renamed = operator.send("PATCH", path, TestOperator.JSON.readTree("{\"name\":\"Phone\"}"));
        Answer deleted = operator.send("DELETE", path, null);

        assertThat(renamed.text("name")).isEqualTo("Phone");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(service.facts().members(id, "credential-revoked", "reason")).containsExactly("operator");
        assertThat(service.facts().actors(id)).containsOnly("client:" + TestOperator.CLIENT);
        assertThat(login(authenticator).status()).isEqualTo(403);
        assertRefused(operator.send("DELETE", path, null), 404, "inexistent_authentication_method");
        assertRefused(
                operator.send("PATCH", path, TestOperator.JSON.readTree("{\"name\":\"x\"}")),
                404,
                "inexistent_authentication_method");
    }

    @Test
    void endsAll() {
        SoftwareAuthenticator first = elsewhere(Algorithm.ES256, FOREIGN_HANDLE);
        add(importOf(first, ManagedPasskeysIT::der));
        add(importOf(elsewhere(Algorithm.ES256, FOREIGN_HANDLE), ManagedPasskeysIT::der));

        assertThat(operator.send("DELETE", methodsOf(user), null).status()).isEqualTo(204);

        assertThat(login(first).status()).isEqualTo(403);
        assertThat(operator.send("DELETE", methodsOf(user), null).status()).isEqualTo(204);
    }

    @Test
    void letsNobodyHaveMoreThanTwenty() {
        ArrayNode all = TestOperator.JSON.createArrayNode();
        for (int count = 0; count < 20; count++) {
            all.add(importOf(elsewhere(Algorithm.ES256, FOREIGN_HANDLE), ManagedPasskeysIT::der));
        }
        assertThat(operator.send("PUT", methodsOf(user), all).status()).isEqualTo(200);

        assertRefused(
                add(importOf(elsewhere(Algorithm.ES256, FOREIGN_HANDLE), ManagedPasskeysIT::der)),
                409,
                "too_many_authentication_methods");
    }
}
