package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.Creation;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** Answers to an enrolment's session (CONTRACT sections 4 and 12; HOSTILE 26, 52 to 55, 60). */
@TokenServiceTest
class EnrolmentIT {

    private static final String REFUSAL = "{\"type\":\"urn:latchkey:problem:invalid_session\",\"status\":403,"
            + "\"title\":\"Forbidden\","
            + "\"detail\":\"The session or the passkey is not valid. Please start again.\"}";
    private static final int LIMIT = 20;

    @Autowired
    private TestService service;

    private interface Spoil extends Function<Ticket, Ticket> {}

    private static Arguments ticket(String name, RejectionReason reason, Spoil spoil) {
        return Arguments.of(name, reason, spoil);
    }

    static Stream<Arguments> sessionsThatDoNotFit() {
        return Stream.of(
                ticket("expired", RejectionReason.SESSION_EXPIRED, ticket -> new TestTickets(ticket)
                        .with("expiresAt", ticket.issuedAt())),
                ticket("of another client", RejectionReason.WRONG_CLIENT, ticket -> new TestTickets(ticket)
                        .with("clientId", "other")),
                ticket("of another domain", RejectionReason.WRONG_DOMAIN, ticket -> new TestTickets(ticket)
                        .with("domain", "id.example.com")),
                ticket("of another realm", RejectionReason.WRONG_REALM, ticket -> new TestTickets(ticket)
                        .with("realm", "Staff")),
                ticket("of another person", RejectionReason.WRONG_USER, ticket -> new TestTickets(ticket)
                        .with("userId", "auth0|000000000000000000000000")),
                ticket("of nobody", RejectionReason.WRONG_USER, ticket -> new TestTickets(ticket).without("userId")),
                ticket("for a signup", RejectionReason.WRONG_PURPOSE, ticket -> new TestTickets(ticket)
                        .with("purpose", Purpose.SIGNUP)),
                ticket("for a login", RejectionReason.WRONG_PURPOSE, ticket -> new TestTickets(ticket)
                        .with("purpose", Purpose.LOGIN)),
                ticket("for another RP ID", RejectionReason.WRONG_RELYING_PARTY, ticket -> new TestTickets(ticket)
                        .with("relyingPartyId", "example.com")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sessionsThatDoNotFit")
    void refusesASessionThatDoesNotFit(String name, RejectionReason reason, Spoil spoil) {
        TestAccount account = TestAccount.signedUp(service);
        Session session = service.ceremonies().sealed(account.enrolment(), spoil::apply);

        assertRefused(account.verify(session));

        assertThat(service.facts().reasons(session)).containsExactly(reason.name());
        assertHasOnePasskey(account);
    }

    private static Arguments ceremony(String name, RejectionReason reason, Function<Creation, Creation> spoil) {
        return Arguments.of(name, reason, spoil);
    }

    static Stream<Arguments> ceremoniesSpoiledInOneWay() {
        return Stream.of(
                ceremony(
                        "without the user",
                        RejectionReason.USER_NOT_PRESENT,
                        creation -> creation.flags(flags -> flags.userPresent(false))),
                ceremony(
                        "on another origin",
                        RejectionReason.WRONG_ORIGIN,
                        creation -> creation.clientData(data -> data.put("origin", "https://evil.example"))),
                ceremony(
                        "with another challenge",
                        RejectionReason.WRONG_CHALLENGE,
                        creation -> creation.clientData(
                                data -> data.put("challenge", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))),
                ceremony(
                        "of a login",
                        RejectionReason.WRONG_CLIENT_DATA,
                        creation -> creation.clientData(data -> data.put("type", "webauthn.get"))),
                ceremony(
                        "for another RP ID",
                        RejectionReason.WRONG_RELYING_PARTY,
                        creation -> creation.relyingPartyId("evil.example")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ceremoniesSpoiledInOneWay")
    void refusesACeremonySpoiledInOneWay(String name, RejectionReason reason, Function<Creation, Creation> spoil) {
        TestAccount account = TestAccount.signedUp(service);
        Session session = account.enrolment();
        ObjectNode response = spoil.apply(SoftwareAuthenticator.withAlgorithm(Algorithm.ES256)
                        .creation(session.options(), TestCeremonies.ORIGIN))
                .answer();

        assertRefused(account.verify(session, response));

        assertThat(service.facts().reasons(session)).containsExactly(reason.name());
        assertHasOnePasskey(account);
    }

    @Test
    void asksForAVerifiedUserWhereTheClientsPolicyDoes() {
        TestAccount account = TestAccount.signedUp(service);
        Session session = service.ceremonies()
                .sealed(account.enrolment(), ticket -> new TestTickets(ticket).with("userVerificationRequired", true));
        ObjectNode response = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256)
                .creation(session.options(), TestCeremonies.ORIGIN)
                .flags(flags -> flags.userVerified(false))
                .answer();

        assertRefused(account.verify(session, response));

        assertThat(service.facts().reasons(session)).containsExactly("USER_NOT_VERIFIED");
    }

    @Test
    void refusesTheSessionOfSomebodyElse() {
        TestAccount victim = TestAccount.signedUp(service);
        TestAccount thief = TestAccount.signedUp(service);
        Session session = victim.enrolment();

        assertRefused(thief.verify(session));

        assertThat(service.facts().reasons(session)).containsExactly("WRONG_USER");
        assertThat(service.facts().members(session.id(), "auth-session-rejected", "userId"))
                .containsExactly(thief.userId().toString());
        assertHasOnePasskey(victim);
        assertHasOnePasskey(thief);
    }

    @Test
    void takesNoSessionForASecondTime() {
        TestAccount account = TestAccount.signedUp(service);
        Session session = account.enrolment();
        ObjectNode response =
                SoftwareAuthenticator.withAlgorithm(Algorithm.ES256).create(session.options(), TestCeremonies.ORIGIN);
        assertThat(account.verify(session, response).status()).isEqualTo(201);

        assertRefused(account.verify(session, response));
        assertRefused(account.verify(session));

        assertThat(service.facts().of(session))
                .containsExactly("auth-session-redeemed", "auth-session-rejected", "auth-session-rejected");
        assertThat(service.facts().reasons(session)).containsOnly("SESSION_REUSED");
        assertThat(account.list().body().get("authentication_methods")).hasSize(2);
    }

    @Test
    void takesNoSessionAfterAFailedAttempt() {
        TestAccount account = TestAccount.signedUp(service);
        Session session = account.enrolment();
        ObjectNode spoiled = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256)
                .creation(session.options(), TestCeremonies.ORIGIN)
                .flags(flags -> flags.userPresent(false))
                .answer();
        assertRefused(account.verify(session, spoiled));

        assertRefused(account.verify(session));

        assertThat(service.facts().reasons(session)).containsExactly("USER_NOT_PRESENT", "SESSION_REUSED");
    }

    @Test
    void isNotTakenByTheTokenEndpointNorBackAgain() {
        TestAccount account = TestAccount.signedUp(service);
        Session session = account.enrolment();
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
        ObjectNode response = authenticator.create(session.options(), TestCeremonies.ORIGIN);

        TestAnswers.assertRefused(service.endpoint().post(service.ceremonies().request(session, response)));
        assertRefused(account.verify(session, response));

        assertThat(service.facts().reasons(session)).containsExactly("WRONG_PURPOSE", "SESSION_REUSED");
    }

    @Test
    void refusesACredentialThatSomebodyHolds() {
        TestAccount holder = TestAccount.signedUp(service);
        TestAccount other = TestAccount.signedUp(service);
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
        Session first = holder.enrolment();
        Answer held = holder.verify(first, authenticator.create(first.options(), TestCeremonies.ORIGIN));
        assertThat(held.status()).isEqualTo(201);
        byte[] credentialId = authenticator.passkeys().getFirst().credentialId();

        for (TestAccount account : List.of(other, holder)) {
            Session session = account.enrolment();
            assertRefused(account.verify(session, sameCredential(session, credentialId)));
            assertThat(service.facts().reasons(session)).containsExactly("CREDENTIAL_ALREADY_REGISTERED");
        }
        assertThat(holder.show(held.text("id")).body()).isEqualTo(held.body());
        assertHasOnePasskey(other);

        // Deleted it stays claimed, so that nobody's old logins lead to somebody else.
        assertThat(holder.delete(held.text("id")).status()).isEqualTo(204);
        Session afterwards = other.enrolment();
        assertRefused(other.verify(afterwards, sameCredential(afterwards, credentialId)));
        assertThat(service.facts().reasons(afterwards)).containsExactly("CREDENTIAL_ALREADY_REGISTERED");
    }

    private static ObjectNode sameCredential(Session session, byte[] credentialId) {
        return SoftwareAuthenticator.withAlgorithm(Algorithm.ES256)
                .creation(session.options(), TestCeremonies.ORIGIN)
                .credentialId(credentialId)
                .answer();
    }

    @Test
    void refusesBlockedAndErasedPeople() {
        TestAccount blocked = TestAccount.signedUp(service);
        service.facts().add(new UserBlocked(blocked.userId(), Instant.now()));
        TestAccount erased = TestAccount.signedUp(service);
        service.facts().add(new UserErased(erased.userId(), Instant.now()));
        TestAccount keyless = TestAccount.signedUp(service);
        service.facts().destroyKeyOf(keyless.userId().toString());

        assertRefusedFor(blocked, "USER_BLOCKED");
        assertRefusedFor(erased, "USER_ERASED");
        assertRefusedFor(keyless, "USER_ERASED");
    }

    private void assertRefusedFor(TestAccount account, String reason) {
        Session session = account.enrolment();
        assertRefused(account.verify(session));
        assertThat(service.facts().reasons(session)).containsExactly(reason);
        assertThat(account.list().status()).isEqualTo(403);
        assertThat(account.rename("passkey|dev_0000000000000000", "x").status()).isEqualTo(403);
        assertThat(account.delete("passkey|dev_0000000000000000").status()).isEqualTo(403);
        assertThat(account.send("GET", "/me/v1/factors", null).status()).isEqualTo(403);
    }

    private static Arguments unread(String name, Function<ObjectNode, String> spoil) {
        return Arguments.of(name, spoil);
    }

    private static String removed(ObjectNode body, String member) {
        body.remove(member);
        return body.toString();
    }

    static Stream<Arguments> bodiesThatCannotBeRead() {
        return Stream.of(
                unread("nothing", body -> ""),
                unread("an array", body -> "[" + body + "]"),
                unread("half", body -> body.toString().substring(0, 100)),
                unread("without auth_session", body -> removed(body, "auth_session")),
                unread("an auth_session with a line break", body -> body.put("auth_session", "a\nb")
                        .toString()),
                unread("an auth_session that is a number", body -> body.put("auth_session", 1)
                        .toString()),
                unread("without authn_response", body -> removed(body, "authn_response")),
                unread("authn_response as text", body -> body.put(
                                "authn_response", body.get("authn_response").toString())
                        .toString()),
                unread("without attestation", body -> {
                    ((ObjectNode) body.get("authn_response").get("response")).remove("attestationObject");
                    return body.toString();
                }),
                unread("with an id over its limit", body -> {
                    ((ObjectNode) body.get("authn_response"))
                            .put("id", "A".repeat(1368))
                            .put("rawId", "A".repeat(1368));
                    return body.toString();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodiesThatCannotBeRead")
    void doesNotSpendASessionOnWhatCannotBeRead(String name, Function<ObjectNode, String> spoil) {
        TestAccount account = TestAccount.signedUp(service);
        Session session = account.enrolment();
        ObjectNode response =
                SoftwareAuthenticator.withAlgorithm(Algorithm.ES256).create(session.options(), TestCeremonies.ORIGIN);
        ObjectNode good = TestAccount.body(session, response);

        assertProblem(account.verify(spoil.apply(good.deepCopy())), 400);

        assertThat(service.facts().of(session)).isEmpty();
        assertThat(account.verify(good.toString()).status()).isEqualTo(201);
    }

    @Test
    void refusesASessionThatIsNotOurs() {
        TestAccount account = TestAccount.signedUp(service);
        Session session = account.enrolment();

        assertRefused(account.verify(new Session(session.ticket(), "nonsense", session.options())));
        assertHasOnePasskey(account);
    }

    @Test
    void readsARawVerticalBarToo() throws Exception {
        TestAccount account = TestAccount.signedUp(service);
        Session session = account.enrolment();
        String body = TestAccount.body(
                        session,
                        SoftwareAuthenticator.withAlgorithm(Algorithm.ES256)
                                .create(session.options(), TestCeremonies.ORIGIN))
                .toString();

        try (Socket socket = new Socket("localhost", account.endpoint().port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST " + TestAccount.METHODS + "/passkey|new/verify HTTP/1.1\r\nHost: localhost:8080\r\n"
                                    + "Authorization: Bearer " + account.token() + "\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                    + body)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void knowsNoOtherPasskeyToVerify() {
        TestAccount account = TestAccount.signedUp(service);

        assertProblem(account.send("POST", TestAccount.METHODS + "/passkey%7Cold/verify", "{}"), 404);
        assertProblem(account.send("POST", TestAccount.METHODS + "/new/verify", "{}"), 404);
    }

    @Test
    void readsNothingButJson() {
        TestAccount account = TestAccount.signedUp(service);

        assertProblem(
                account.endpoint()
                        .send(account.endpoint()
                                .request(TestAccount.METHODS + "/passkey%7Cnew/verify")
                                .header("Authorization", "Bearer " + account.token())
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))),
                415);
    }

    @Test
    void letsOneOfManyAnswersToOneSessionThroughOnTwoInstances() throws Exception {
        TestAccount account = TestAccount.signedUp(service);
        Session session = account.enrolment();
        try (ServiceInstance second = ServiceInstance.on(service.database())) {
            List<TestAccount> instances = List.of(account, account.at(second.endpoint()));

            List<Answer> answers =
                    inParallel(24, index -> instances.get(index % 2).verify(session));

            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            assertThat(answers).filteredOn(answer -> answer.status() == 403).hasSize(23);
            assertThat(service.facts().of(session))
                    .filteredOn("auth-session-redeemed"::equals)
                    .hasSize(1);
            assertThat(account.list().body().get("authentication_methods")).hasSize(2);
        }
    }

    @Test
    void keepsTheLimitWhenTwoInstancesEnrolAtOnce() throws Exception {
        TestAccount account = TestAccount.signedUp(service);
        for (int passkeys = 1; passkeys < LIMIT - 2; passkeys++) {
            assertThat(account.enrol().status()).isEqualTo(201);
        }
        List<Session> sessions =
                IntStream.range(0, 12).mapToObj(index -> account.enrolment()).toList();
        try (ServiceInstance second = ServiceInstance.on(service.database())) {
            List<TestAccount> instances = List.of(account, account.at(second.endpoint()));

            List<Answer> answers = inParallel(
                    sessions.size(), index -> instances.get(index % 2).verify(sessions.get(index)));

            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(2);
            assertThat(answers).filteredOn(answer -> answer.status() == 403).hasSize(10);
        }
        assertThat(sessions.stream().flatMap(session -> service.facts().reasons(session).stream()))
                .hasSize(10)
                .containsOnly("TOO_MANY_PASSKEYS");
        assertThat(account.list().body().get("authentication_methods")).hasSize(LIMIT);

        String deleted = account.list()
                .body()
                .get("authentication_methods")
                .get(0)
                .get("id")
                .stringValue();
        assertThat(account.delete(deleted).status()).isEqualTo(204);
        assertThat(account.enrol().status()).isEqualTo(201);
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(403);
        assertThat(answer.rawText()).isEqualTo(REFUSAL);
        assertThat(answer.raw().headers().allValues("Cache-Control")).containsExactly("no-store");
    }

    private static void assertProblem(Answer answer, int status) {
        TestAccount.assertProblem(answer, status);
    }

    private static void assertHasOnePasskey(TestAccount account) {
        assertThat(account.list().body().get("authentication_methods")).hasSize(1);
    }

    static List<Answer> inParallel(int callers, IntFunction<Answer> call) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> running = new ArrayList<>();
            for (int index = 0; index < callers; index++) {
                int caller = index;
                running.add(threads.submit((Callable<Answer>) () -> {
                    start.await();
                    return call.apply(caller);
                }));
            }
            start.countDown();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : running) {
                answers.add(answer.get(60, TimeUnit.SECONDS));
            }
            return answers;
        }
    }
}
