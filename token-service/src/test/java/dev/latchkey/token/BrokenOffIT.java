package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** A redemption whose facts cannot all be stored stores none of them, nor what was claimed beside them. */
@TokenServiceTest
class BrokenOffIT {

    @Autowired
    TestService service;

    @Autowired
    JdbcClient jdbc;

    @Test
    void leavesNothingOfASignupWhosePasskeyHasFactsAlready() {
        Session signup = service.ceremonies().signup(UUID.randomUUID() + "@example.com");
        ObjectNode request = service.ceremonies().request(signup, SoftwareAuthenticator.withAlgorithm(Algorithm.ES256));
        service.facts()
                .add(passkeyOfAnother(CredentialId.of(
                        request.path("authn_response").path("id").asString())));

        Answer answer = service.endpoint().post(request);

        TestAnswers.assertRefused(answer);
        String person = String.valueOf(signup.ticket().userId());
        assertThat(service.facts().of(signup)).isEmpty();
        assertThat(service.facts().of(person)).isEmpty();
        assertThat(service.facts().claimsOf(signup)).isZero();
        assertThat(keysOf(person)).isZero();
    }

    private long keysOf(String person) {
        return jdbc.sql("SELECT count(*) FROM vault.person_key WHERE user_id = ?")
                .param(person)
                .query(Long.class)
                .single();
    }

    private static CredentialRegistered passkeyOfAnother(CredentialId credential) {
        return new CredentialRegistered(
                PasskeyId.of(credential),
                credential,
                UserId.of(new byte[UserId.RANDOM_BYTES]),
                "AQID",
                -7,
                new UUID(0, 0),
                List.of(),
                0,
                true,
                true,
                true,
                "none",
                "localhost",
                Instant.parse("2026-01-01T00:00:00Z"));
    }
}
