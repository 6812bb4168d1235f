package dev.latchkey.token;

import static dev.latchkey.kernel.events.RejectionReason.MALFORMED;
import static dev.latchkey.kernel.events.RejectionReason.SESSION_EXPIRED;
import static dev.latchkey.kernel.events.RejectionReason.USER_NOT_VERIFIED;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_CHALLENGE;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_CLIENT;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_DOMAIN;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_ORGANIZATION;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_ORIGIN;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_PURPOSE;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_REALM;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_RELYING_PARTY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.ticket.TicketKey;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** Right ceremonies whose session does not fit who presents it, where, when and for what (HOSTILE 19 to 28, 73, 74). */
@TokenServiceTest
@ExtendWith(NoTroubleLogged.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpoiledSessionIT {

    @Autowired
    TestService service;

    SoftwareAuthenticator authenticator;

    @BeforeAll
    void signUp() {
        authenticator = service.signedUp(Algorithm.ES256);
    }

    private record Case(String name, RejectionReason reason, UnaryOperator<Ticket> ticket, Consumer<ObjectNode> body) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case ticket(String name, RejectionReason reason, String member, Object value) {
        return new Case(name, reason, ticket -> new TestTickets(ticket).with(member, value), body -> {});
    }

    private static Case request(String name, RejectionReason reason, String member, String value) {
        return new Case(name, reason, ticket -> ticket, body -> body.put(member, value));
    }

    static Stream<Case> forLogin() {
        return Stream.of(
                ticket("a session for signup", WRONG_PURPOSE, "purpose", Purpose.SIGNUP),
                ticket("a session of another RP ID", WRONG_RELYING_PARTY, "relyingPartyId", "example.com"),
                ticket("a session of another realm", WRONG_REALM, "realm", "Staff"));
    }

    static Stream<Case> forSignup() {
        return Stream.of(
                ticket("a session for login", WRONG_PURPOSE, "purpose", Purpose.LOGIN),
                ticket("a session of another RP ID", WRONG_RELYING_PARTY, "relyingPartyId", "example.com"),
                new Case("a session of nobody", MALFORMED, SpoiledSessionIT::ofNobody, body -> {}));
    }

    private static Ticket ofNobody(Ticket ticket) {
        return new TestTickets(ticket).without("profile");
    }

    static Stream<Case> forBoth() {
        return Stream.of(
                new Case("expired a second ago", SESSION_EXPIRED, SpoiledSessionIT::expired, body -> {}),
                new Case("expires now", SESSION_EXPIRED, SpoiledSessionIT::expiring, body -> {}),
                ticket("a session of another client", WRONG_CLIENT, "clientId", "other"),
                request("presented by another client", WRONG_CLIENT, "client_id", "other"),
                ticket("a session of another domain", WRONG_DOMAIN, "domain", "id.example.com"),
                ticket("a session for enrolment", WRONG_PURPOSE, "purpose", Purpose.ENROLMENT),
                request("presented for another realm", WRONG_REALM, "realm", "Staff"),
                request("presented for a realm of no name", WRONG_REALM, "realm", ""),
                request("presented for an organization", WRONG_ORGANIZATION, "organization", "org_a"),
                new Case(
                        "presented for another organization",
                        WRONG_ORGANIZATION,
                        ticket -> new TestTickets(ticket).with("organization", "org_a"),
                        body -> body.put("organization", "org_b")),
                ticket("of another challenge", WRONG_CHALLENGE, "challenge", "A".repeat(64)),
                ticket("with a verified user asked for", USER_NOT_VERIFIED, "userVerificationRequired", true));
    }

    private static Ticket expired(Ticket ticket) {
        return new TestTickets(ticket).with("expiresAt", ticket.issuedAt().minusSeconds(1));
    }

    private static Ticket expiring(Ticket ticket) {
        return new TestTickets(ticket).with("expiresAt", ticket.issuedAt());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"forBoth", "forLogin"})
    void refusesALogin(Case spoiled) {
        Session right = service.ceremonies().login();
        Session login = service.ceremonies().sealed(right, spoiled.ticket());
        ObjectNode response = authenticator
                .assertion(right.options(), TestCeremonies.ORIGIN)
                .flags(flags -> flags.userVerified(false))
                .answer();

        Answer answer = present(login, response, spoiled);

        assertRefused(answer, login, spoiled.reason());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"forBoth", "forSignup"})
    void refusesASignup(Case spoiled) {
        Session right = service.ceremonies().signup(UUID.randomUUID() + "@example.com");
        Session signup = service.ceremonies().sealed(right, spoiled.ticket());
        ObjectNode response = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256)
                .creation(right.options(), TestCeremonies.ORIGIN)
                .flags(flags -> flags.userVerified(false))
                .answer();

        Answer answer = present(signup, response, spoiled);

        assertRefused(answer, signup, spoiled.reason());
        assertThat(service.facts().claimsOf(signup)).isZero();
    }

    private Answer present(Session session, ObjectNode response, Case spoiled) {
        ObjectNode body = service.ceremonies().request(session, response);
        spoiled.body().accept(body);
        return service.endpoint().post(body);
    }

    private void assertRefused(Answer answer, Session session, RejectionReason reason) {
        TestAnswers.assertRefused(answer);
        assertThat(service.facts().of(session)).containsExactly("auth-session-rejected");
        assertThat(service.facts().reasons(session)).containsExactly(reason.name());
    }

    @Test
    void refusesASessionThatComesInOnAnotherDomain() {
        Session login = service.ceremonies().login();

        Answer answer = service.endpoint()
                .post(service.ceremonies().request(login, authenticator), "application/json", "Host", "id.example.com");

        assertRefused(answer, login, WRONG_DOMAIN);
    }

    @Test
    void takesNothingFromHeadersThatNameAnotherPlace() {
        Session login = service.ceremonies().login();

        Answer answer = service.endpoint()
                .post(
                        service.ceremonies().request(login, authenticator),
                        "application/json",
                        "Origin",
                        "https://attacker.example",
                        "X-Forwarded-Host",
                        "id.example.com",
                        "X-Forwarded-Proto",
                        "https",
                        "Forwarded",
                        "host=id.example.com;proto=https");

        TestAnswers.assertSignedIn(answer);
        assertThat(answer.text("id_token"))
                .satisfies(
                        token -> assertThat(TestJwts.claims(token).getIssuer()).isEqualTo("http://localhost:8080/"));
    }

    @Test
    void refusesAnAttackersOriginEvenWhenTheRequestComesFromThere() {
        Session login = service.ceremonies().login();
        ObjectNode response = authenticator.get(login.options(), "https://attacker.example");

        Answer answer = service.endpoint()
                .post(
                        service.ceremonies().request(login, response),
                        "application/json",
                        "Origin",
                        "https://attacker.example");

        assertRefused(answer, login, WRONG_ORIGIN);
    }

    @Test
    void refusesTheAnswerToOneSessionUnderAnother() {
        Session one = service.ceremonies().login();
        Session another = service.ceremonies().login();
        ObjectNode response = authenticator.get(one.options(), TestCeremonies.ORIGIN);

        Answer answer = service.endpoint().post(service.ceremonies().request(another, response));

        assertRefused(answer, another, WRONG_CHALLENGE);
        assertThat(service.facts().of(one)).isEmpty();
    }

    @Test
    void acceptsRealmAndOrganizationThatAreTheSessions() {
        UnaryOperator<Ticket> ofOrganization = ticket -> new TestTickets(ticket).with("organization", "org_a");
        SoftwareAuthenticator member = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
        Session signup = service.ceremonies().signup(UUID.randomUUID() + "@example.com", ofOrganization);
        TestAnswers.assertSignedIn(service.endpoint().post(service.ceremonies().request(signup, member)));
        Session login = service.ceremonies().login(ofOrganization);
        ObjectNode body = service.ceremonies()
                .request(login, member)
                .put("realm", TestCeremonies.REALM)
                .put("organization", "org_a");

        Answer answer = service.endpoint().post(body);

        TestAnswers.assertSignedIn(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "\u00e4", "a\n", "\u0000", "a\u007f"})
    void readsNoSessionThatIsNotInItsForm(String authSession) {
        Session login = service.ceremonies().login();
        ObjectNode body = service.ceremonies().request(login, authenticator).put("auth_session", authSession);

        Answer answer = service.endpoint().post(body);

        TestAnswers.assertUnread(answer);
    }

    @Test
    void readsNoSessionThatIsNoText() {
        ObjectNode body = service.ceremonies().request(service.ceremonies().login(), authenticator);

        assertThat(List.of(
                        body.deepCopy().put("auth_session", 1),
                        body.deepCopy().putNull("auth_session"),
                        body.deepCopy().set("auth_session", body.objectNode()),
                        body.deepCopy().without("auth_session")))
                .allSatisfy(
                        spoiled -> TestAnswers.assertUnread(service.endpoint().post(spoiled.asObject())));
    }

    static Stream<String> sessionsOfOthers() {
        String[] parts = new TestCeremonies(
                        new SealedTickets(List.of(new TicketKey("t1", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk="))))
                .login()
                .sealed()
                .split("\\.", -1);
        return Stream.of(
                "a",
                "....",
                "x".repeat(10_000),
                "x".repeat(50_000),
                String.join(".", parts),
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoidDEifQ....",
                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoidDEiLCJ6aXAiOiJERUYifQ." + parts[1] + "." + parts[2]
                        + "." + parts[3] + "." + parts[4],
                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA");
    }

    @ParameterizedTest
    @MethodSource("sessionsOfOthers")
    void refusesASessionThatIsNotOurs(String authSession) {
        Session login = service.ceremonies().login();
        ObjectNode body = service.ceremonies().request(login, authenticator).put("auth_session", authSession);
        long before = service.facts().count();

        Answer answer = service.endpoint().post(body);

        TestAnswers.assertRefused(answer);
        assertThat(service.facts().count()).isEqualTo(before);
    }

    @Test
    void refusesASessionWithOneCharacterChangedAnywhere() {
        Session login = service.ceremonies().login();
        ObjectNode body = service.ceremonies().request(login, authenticator);
        String sealed = login.sealed();

        for (int index = 0; index < sealed.length(); index += 7) {
            String changed = sealed.substring(0, index)
                    + (sealed.charAt(index) == 'A' ? 'B' : 'A')
                    + sealed.substring(index + 1);
            TestAnswers.assertRefused(service.endpoint().post(body.put("auth_session", changed)));
        }

        assertThat(service.facts().of(login)).isEmpty();
        TestAnswers.assertSignedIn(service.endpoint().post(body.put("auth_session", sealed)));
    }
}
