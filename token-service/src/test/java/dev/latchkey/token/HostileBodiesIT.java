package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.testing.TestTenant;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Bodies that nobody thought of: whatever comes is answered in the envelope, and nothing breaks. */
@TokenServiceTest
@ExtendWith(NoTroubleLogged.class)
class HostileBodiesIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String[] CONTENT_TYPES = {"application/json", "application/x-www-form-urlencoded"};
    private static final String[] FRAGMENTS = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\u0000",
        "\\ud800",
        "null",
        "true",
        "1e9",
        "-",
        "\u0000",
        "\u00e4",
        "\uFEFF",
        "%00",
        "%zz",
        "&",
        "=",
        "grant_type",
        "client_id",
        "authn_response",
        "../",
        "${jndi:ldap://x}",
        "\r\n"
    };
    private static final int REQUESTS = 1_500;
    /** What CONTRACT section 5.3 lets the token endpoint answer. */
    private static final Set<String> ERRORS = Set.of(
            "400 invalid_request",
            "400 unsupported_grant_type",
            "401 invalid_client",
            "403 invalid_grant",
            "403 unauthorized_client");

    @Autowired
    TestService service;

    @Test
    void surviveMutantsOfARightRequest() {
        Random random = new Random(1);
        byte[] json = JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("grant_type", "client_credentials")
                .put("client_id", TestTenant.OPERATOR)
                .put("client_secret", TestTenant.OPERATOR_SECRET)
                .put("scope", "read:users"));
        byte[] form = ("grant_type=client_credentials&client_id=operator&scope=read%3Ausers&client_secret="
                        + TestTenant.OPERATOR_SECRET)
                .getBytes(StandardCharsets.UTF_8);

        for (int request = 0; request < REQUESTS; request++) {
            byte[] mutant = mutant(request % 2 == 0 ? json : form, random);
            assertAnswered(service.endpoint().post(mutant, CONTENT_TYPES[request % 2]), mutant);
        }
    }

    @Test
    void surviveMutantsOfALogin() {
        Random random = new Random(2);
        SoftwareAuthenticator authenticator = service.signedUp(Algorithm.EDDSA);
        String user = new String(authenticator.passkeys().getFirst().userHandle(), StandardCharsets.UTF_8);
        int accepted = 0;

        for (int request = 0; request < REQUESTS / 5; request++) {
            Session login = service.ceremonies().login();
            byte[] mutant = mutant(JSON.writeValueAsBytes(service.ceremonies().request(login, authenticator)), random);
            Answer answer = service.endpoint().post(mutant, "application/json");
            assertAnswered(answer, mutant);
            if (answer.status() == 200) {
                accepted++;
                assertThat(TestJwts.claims(answer.text("access_token")).getSubject())
                        .isEqualTo(user);
                assertThat(TestJwts.claims(answer.text("access_token")).getClaim("azp"))
                        .isEqualTo("demo");
            }
        }

        assertThat(accepted).as("mutants that mean the same").isLessThan(REQUESTS / 20);
    }

    @Test
    void surviveNoise() {
        Random random = new Random(3);

        for (int request = 0; request < REQUESTS; request++) {
            byte[] noise = request % 3 == 0 ? bytes(random) : fragments(random);
            assertAnswered(service.endpoint().post(noise, CONTENT_TYPES[request % 2]), noise);
        }
    }

    private static byte[] mutant(byte[] right, Random random) {
        byte[] mutant = right.clone();
        for (int change = 0; change <= random.nextInt(3); change++) {
            int index = random.nextInt(mutant.length);
            mutant = switch (random.nextInt(4)) {
                case 0 -> replaced(mutant, index, random.nextInt(256));
                case 1 -> replaced(mutant, index, mutant[index] ^ (1 << random.nextInt(8)));
                case 2 ->
                    Spoiled.joined(
                            Arrays.copyOf(mutant, index),
                            FRAGMENTS[random.nextInt(FRAGMENTS.length)].getBytes(StandardCharsets.UTF_8),
                            Arrays.copyOfRange(mutant, index, mutant.length));
                default ->
                    Spoiled.joined(
                            Arrays.copyOf(mutant, index),
                            Arrays.copyOfRange(
                                    mutant, Math.min(mutant.length, index + 1 + random.nextInt(8)), mutant.length));
            };
            if (mutant.length == 0) {
                return mutant;
            }
        }
        return mutant;
    }

    private static byte[] replaced(byte[] bytes, int index, int value) {
        bytes[index] = (byte) value;
        return bytes;
    }

    private static byte[] bytes(Random random) {
        byte[] noise = new byte[random.nextInt(400)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] fragments(Random random) {
        StringBuilder noise = new StringBuilder();
        for (int index = 0; index < random.nextInt(40); index++) {
            noise.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
        }
        return noise.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void assertAnswered(Answer answer, byte[] body) {
        String sent = new String(body, StandardCharsets.ISO_8859_1);
        if (answer.status() == 200) {
            assertThat(answer.text("access_token")).as(sent).isNotEmpty();
        } else {
            assertThat(ERRORS).as(sent).contains(answer.status() + " " + answer.text("error"));
            TestAnswers.assertError(answer, answer.status(), answer.text("error"));
        }
    }
}
