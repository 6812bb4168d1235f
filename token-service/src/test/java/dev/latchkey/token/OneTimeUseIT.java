package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.testing.TestDatabase;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

@TokenServiceTest
class OneTimeUseIT {

    private static final int CALLERS = 200;

    @LocalServerPort
    int port;

    @Autowired
    SealedTickets tickets;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestDatabase database;

    TestCeremonies ceremonies;
    TokenEndpoint endpoint;
    SoftwareAuthenticator authenticator;

    @BeforeEach
    void signUp() {
        ceremonies = new TestCeremonies(tickets);
        endpoint = new TokenEndpoint(port);
        authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
        Session signup = ceremonies.signup(UUID.randomUUID() + "@example.com");
        assertThat(endpoint.post(ceremonies.request(signup, authenticator)).status())
                .isEqualTo(200);
    }

    @Test
    void refusesAReplayByteForByteAndRecordsIt() {
        Session login = ceremonies.login();
        ObjectNode request = ceremonies.request(login, authenticator);

        Answer first = endpoint.post(request);
        Answer second = endpoint.post(request);

        assertThat(first.status()).isEqualTo(200);
        assertRefused(second);
        assertThat(facts(login)).containsExactly("auth-session-redeemed", "auth-session-rejected");
        assertThat(reasons(login)).containsExactly("SESSION_REUSED");
    }

    @Test
    void refusesTheRightAnswerAfterAFailedAttempt() {
        Session login = ceremonies.login();
        ObjectNode spoiled = authenticator
                .assertion(login.options(), TestCeremonies.ORIGIN)
                .signature(bytes -> {
                    bytes[bytes.length - 1] ^= 1;
                    return bytes;
                })
                .answer();

        Answer failed = endpoint.post(ceremonies.request(login, spoiled));
        Answer right = endpoint.post(ceremonies.request(login, authenticator));

        assertRefused(failed);
        assertRefused(right);
        assertThat(right.body()).isEqualTo(failed.body());
        assertThat(reasons(login)).containsExactly("BAD_SIGNATURE", "SESSION_REUSED");
    }

    static Stream<Arguments> sessionsThatDoNotFit() {
        return Stream.of(
                Arguments.of("SESSION_EXPIRED", spoil(ticket -> copy(ticket).with("expiresAt", ticket.issuedAt()))),
                Arguments.of("WRONG_CLIENT", spoil(ticket -> copy(ticket).with("clientId", "other"))),
                Arguments.of("WRONG_DOMAIN", spoil(ticket -> copy(ticket).with("domain", "id.example.com"))),
                Arguments.of("WRONG_REALM", spoil(ticket -> copy(ticket).with("realm", "Another"))),
                Arguments.of("WRONG_PURPOSE", spoil(ticket -> copy(ticket).with("purpose", Purpose.ENROLMENT))),
                Arguments.of("WRONG_PURPOSE", spoil(ticket -> copy(ticket).with("purpose", Purpose.SIGNUP))),
                Arguments.of(
                        "WRONG_RELYING_PARTY", spoil(ticket -> copy(ticket).with("relyingPartyId", "example.com"))),
                Arguments.of(
                        "USER_NOT_VERIFIED", spoil(ticket -> copy(ticket).with("userVerificationRequired", true))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sessionsThatDoNotFit")
    void refusesASessionThatDoesNotFit(String reason, Spoil spoil) {
        Session login = ceremonies.login(spoil::apply);
        ObjectNode response = authenticator
                .assertion(login.options(), TestCeremonies.ORIGIN)
                .flags(flags -> flags.userVerified(false))
                .answer();

        Answer answer = endpoint.post(ceremonies.request(login, response));

        assertRefused(answer);
        assertThat(reasons(login)).containsExactly(reason);
    }

    @Test
    void givesNoSecondChanceWhenTheAnswerWasLostAfterTheCommit() {
        Session login = ceremonies.login();
        ObjectNode request = ceremonies.request(login, authenticator);
        endpoint.post(request); // the client never sees this answer

        Answer repeated = endpoint.post(request);

        assertRefused(repeated);
    }

    @Test
    void letsExactlyOneOfTwoHundredParallelRedemptionsOnTwoInstancesThrough() throws Exception {
        Session login = ceremonies.login();
        ObjectNode request = ceremonies.request(login, authenticator);
        try (ServiceInstance second = ServiceInstance.on(database)) {
            List<TokenEndpoint> instances = List.of(endpoint, second.endpoint());

            List<Answer> answers =
                    inParallel(CALLERS, index -> instances.get(index % 2).post(request));

            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
            assertThat(answers).filteredOn(answer -> answer.status() == 403).hasSize(CALLERS - 1);
            assertThat(facts(login)).filteredOn("auth-session-redeemed"::equals).hasSize(1);
        }
    }

    @Test
    void createsOnePersonWhenTwoInstancesSignUpTheSameIdentifierAtOnce() throws Exception {
        String email = UUID.randomUUID() + "@example.com";
        try (ServiceInstance second = ServiceInstance.on(database)) {
            List<TokenEndpoint> instances = List.of(endpoint, second.endpoint());
            List<Session> signups = IntStream.range(0, 20)
                    .mapToObj(index -> ceremonies.signup(email))
                    .toList();

            List<Answer> answers = inParallel(signups.size(), index -> instances
                    .get(index % 2)
                    .post(ceremonies.request(
                            signups.get(index), SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA))));

            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
            assertThat(answers).filteredOn(answer -> answer.status() == 403).hasSize(signups.size() - 1);
            assertThat(signups.stream().flatMap(signup -> reasons(signup).stream()))
                    .hasSize(signups.size() - 1)
                    .containsOnly("IDENTIFIER_TAKEN");
        }
    }

    private interface Call {
        Answer at(int index);
    }

    private static List<Answer> inParallel(int callers, Call call) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> running = new ArrayList<>();
            for (int index = 0; index < callers; index++) {
                int caller = index;
                running.add(threads.submit((Callable<Answer>) () -> {
                    start.await();
                    return call.at(caller);
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

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(403);
        assertThat(answer.text("error")).isEqualTo("invalid_grant");
        assertThat(answer.body().has("access_token")).isFalse();
    }

    private List<String> facts(Session session) {
        return jdbc.sql("SELECT event_name FROM domain_event WHERE stream_id = ? ORDER BY sequence_number")
                .param(session.id())
                .query(String.class)
                .list();
    }

    private List<String> reasons(Session session) {
        return jdbc.sql("""
                        SELECT convert_from(payload, 'UTF8')::jsonb ->> 'reason' FROM domain_event
                        WHERE stream_id = ? AND event_name = 'auth-session-rejected' ORDER BY sequence_number
                        """).param(session.id()).query(String.class).list();
    }

    /** Changes one thing of a ticket; named so that the table of cases reads well. */
    private interface Spoil extends UnaryOperator<Ticket> {}

    private static Spoil spoil(Spoil spoil) {
        return spoil;
    }

    private static TestTickets copy(Ticket ticket) {
        return new TestTickets(ticket);
    }
}
