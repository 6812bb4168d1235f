package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** Organizations at the token endpoint (CONTRACT sections 5.2 and 6, HOSTILE 73). */
@TokenServiceTest
class OrganizationIT {

    private static final String ACME = "org_0123456789abcdef";
    private static final UnaryOperator<Ticket> OF_ACME =
            ticket -> new TestTickets(new TestTickets(ticket).with("organization", ACME)).with("clientId", "rotating");

    @Autowired
    TestService service;

    SoftwareAuthenticator member;
    Answer signup;
    Session session;

    @BeforeEach
    void signUpIntoTheOrganization() {
        member = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
        session = service.ceremonies().signup(UUID.randomUUID() + "@example.com", OF_ACME);
        signup = service.endpoint().post(request(session, member));
        TestAnswers.assertSignedIn(signup);
    }

    private ObjectNode request(Session session, SoftwareAuthenticator authenticator) {
        return service.ceremonies()
                .request(session, authenticator)
                .put("client_id", "rotating")
                .put("scope", TestSignIns.OFFLINE);
    }

    private static void assertNamesTheOrganization(Answer answer) {
        TestAnswers.assertSignedIn(answer);
        for (String token : List.of("id_token", "access_token")) {
            ObjectNode claims = TestJwts.payload(answer.text(token));
            assertThat(claims.path("org_id").asString()).as(token).isEqualTo(ACME);
            assertThat(claims.path("org_name").asString()).as(token).isEqualTo("acme");
        }
    }

    @Test
    void signupJoinsIt() {
        String user = String.valueOf(session.ticket().userId());

        assertNamesTheOrganization(signup);
        assertThat(service.facts().of(user)).containsExactly("user-created", "user-joined-organization");
        assertThat(service.facts().members(user, "user-joined-organization", "organization"))
                .containsExactly(ACME);
    }

    @ParameterizedTest
    @ValueSource(strings = {ACME, "acme", "ACME"})
    void aMemberSignsInToIt(String named) {
        Session login = service.ceremonies().login(OF_ACME);

        Answer answer = service.endpoint().post(request(login, member).put("organization", named));

        assertNamesTheOrganization(answer);
    }

    @Test
    void aRefreshStaysInIt() {
        assertNamesTheOrganization(
                service.endpoint().post(TestSignIns.refresh("rotating", signup.text("refresh_token"))));
    }

    @Test
    void aMemberMayAlsoSignInWithoutIt() {
        Answer answer = TestSignIns.login(service, member, "rotating");

        assertThat(TestJwts.payload(answer.text("id_token")).has("org_id")).isFalse();
    }

    @Test
    void nobodyElseSignsInToIt() {
        SoftwareAuthenticator stranger = service.signedUp(Algorithm.ES256);
        Session login = service.ceremonies().login(OF_ACME);

        TestAnswers.assertRefused(service.endpoint().post(request(login, stranger)));

        assertThat(service.facts().reasons(login)).containsExactly("NOT_A_MEMBER");
    }
}
