package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.testing.Backends;
import dev.latchkey.testing.TestDatabase;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** PostgreSQL goes away and comes back: nobody is let in twice, and nobody is told what went wrong inside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseAwayIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int CALLERS = 40;
    private static final String AWAY = "{\"error\":\"temporarily_unavailable\","
            + "\"error_description\":\"The service cannot answer now. Try again later.\"}";

    private final TestDatabase database = Backends.shared().newDatabase();
    private CuttableConnection wire;
    private ServiceInstance instance;
    private TestCeremonies ceremonies;
    private TestFacts facts;
    private SoftwareAuthenticator authenticator;

    @BeforeAll
    void start() throws IOException {
        wire = new CuttableConnection(
                database.server().host(), database.server().port());
        String url = "jdbc:postgresql://localhost:" + wire.port() + "/" + database.name();
        instance = ServiceInstance.on(database, Clock.tickMillis(ZoneOffset.UTC), Map.of("spring.datasource.url", url));
        ceremonies = new TestCeremonies(instance.bean(SealedTickets.class));
        facts = new TestFacts(
                JdbcClient.create(new DriverManagerDataSource(database.url(), "token", database.password("token"))),
                instance.bean(EventStore.class),
                new TransactionTemplate(instance.bean(PlatformTransactionManager.class)));
        authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
        TestAnswers.assertSignedIn(
                redeem(ceremonies.request(ceremonies.signup(UUID.randomUUID() + "@example.com"), authenticator)));
    }

    /** No test sees the broken connections of the one before. */
    @AfterEach
    void mend() {
        wire.mend();
        instance.bean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        await().atMost(LIMIT).until(this::isReady);
    }

    @AfterAll
    void stop() throws IOException {
        instance.close();
        wire.close();
    }

    @Test
    void answersThatItCannotAnswerNowAndSignsInAfterwards() {
        Session login = ceremonies.login();
        ObjectNode request = ceremonies.request(login, authenticator);
        wire.cut();

        Answer away = redeem(request);

        assertAway(away);
        assertThat(away.raw().headers().firstValue("Retry-After")).hasValue("2");
        wire.mend();
        await().atMost(LIMIT).until(this::isReady);
        assertThat(facts.of(login)).isEmpty();
        TestAnswers.assertSignedIn(redeemAgain(request));
    }

    @Test
    void isNotReadyWhileTheDatabaseIsAway() {
        assertThat(isReady()).isTrue();

        wire.cut();

        Answer readiness = instance.management().get("/actuator/health/readiness");
        assertThat(readiness.status()).isEqualTo(503);
        assertThat(readiness.text("status")).isEqualTo("DOWN");
        assertThat(instance.management().get("/actuator/health/liveness").status())
                .as("a restart would not bring the database back")
                .isEqualTo(200);
    }

    @Test
    void stillPublishesItsKeysWhileTheDatabaseIsAway() {
        wire.cut();

        Answer keys = instance.endpoint().get("/.well-known/jwks.json");

        assertThat(keys.status()).isEqualTo(200);
        assertThat(keys.body().path("keys")).hasSize(1);
    }

    @Test
    void doesNotRedeemASessionAgainWhenTheAnswerToItsCommitWasLost() {
        Session login = ceremonies.login();
        ObjectNode request = ceremonies.request(login, authenticator);
        wire.loseCommits();

        Answer lost = redeem(request);

        assertAway(lost);
        wire.mend();
        await().atMost(LIMIT).until(this::isReady);
        assertThat(facts.of(login)).containsExactly("auth-session-redeemed");
        TestAnswers.assertRefused(redeemAgain(request));
        assertThat(facts.of(login)).containsExactly("auth-session-redeemed", "auth-session-rejected");
    }

    @Test
    void redeemsEachSessionAtMostOnceWhenTheDatabaseGoesAwayInBetween() throws Exception {
        List<Session> logins = IntStream.range(0, CALLERS)
                .mapToObj(index -> ceremonies.login())
                .toList();
        List<ObjectNode> requests = logins.stream()
                .map(login -> ceremonies.request(login, authenticator))
                .toList();

        wire.cutAfterCommits(CALLERS / 4);

        List<Answer> first = redeemAtOnce(requests);

        assertThat(first).filteredOn(answer -> answer.status() == 200).isNotEmpty();
        assertThat(first)
                .filteredOn(answer -> answer.status() != 200)
                .isNotEmpty()
                .allSatisfy(DatabaseAwayIT::assertAway);
        wire.mend();
        await().atMost(LIMIT).until(this::isReady);
        for (int index = 0; index < CALLERS; index++) {
            boolean wasRedeemed = !facts.of(logins.get(index)).isEmpty();
            assertThat(wasRedeemed || first.get(index).status() != 200)
                    .as("tokens without a fact")
                    .isTrue();
            Answer again = redeemAgain(requests.get(index));
            assertThat(again.status()).as(again.rawText()).isEqualTo(wasRedeemed ? 403 : 200);
            assertThat(facts.of(logins.get(index)))
                    .filteredOn("auth-session-redeemed"::equals)
                    .hasSize(1);
        }
    }

    private List<Answer> redeemAtOnce(List<ObjectNode> requests) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> running = requests.stream()
                    .map(request -> threads.submit(() -> redeem(request)))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : running) {
                answers.add(answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
            }
            return answers;
        }
    }

    private Answer redeem(ObjectNode request) {
        return instance.endpoint().post(request);
    }

    /** As a client does that is told to try again later: the pool still finds connections that are broken. */
    private Answer redeemAgain(ObjectNode request) {
        return await().atMost(LIMIT).until(() -> redeem(request), answer -> answer.status() != 503);
    }

    private boolean isReady() {
        return instance.management().get("/actuator/health/readiness").status() == 200;
    }

    private static void assertAway(Answer answer) {
        assertThat(answer.status()).as(answer.rawText()).isEqualTo(503);
        assertThat(answer.rawText()).isEqualTo(AWAY);
        TestAnswers.assertError(answer, 503, "temporarily_unavailable");
    }
}
