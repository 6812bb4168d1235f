package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.authenticator.Algorithm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** {@code kill -9} while people sign in. */
class CrashIT {

    private static final int CALLERS = 4;
    private static final int KILLS = 2;
    private static final Suite suite = Suite.running();
    private static final Application demo = Application.demo();

    /** One redemption and every answer it got; a broken answer is asked for again. */
    private record Attempt(Session session, ObjectNode redemption, List<Answer> answers) {

        long tokens() {
            return answers.stream().filter(Answer::isOk).count();
        }

        boolean wasBroken() {
            return answers.stream().anyMatch(Answer::isBroken);
        }
    }

    @Test
    void neverGivesASecondTokenForASession() throws InterruptedException {
        var attempts = new ConcurrentLinkedQueue<Attempt>();
        var over = new AtomicBoolean();

        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < CALLERS; i++) {
                var person = demo.signUp(Algorithm.EDDSA);
                callers.submit(() -> {
                    while (!over.get()) {
                        attempt(person).ifPresentOrElse(attempts::add, Thread::yield);
                    }
                });
            }
            for (int i = 0; i < KILLS; i++) {
                awaitSuccessesAfter(attempts, attempts.size());
                var token = suite.part("token");
                suite.kill(token);
                suite.awaitNewProcess(token);
            }
            awaitSuccessesAfter(attempts, attempts.size());
            over.set(true);
        }
        attempts.forEach(attempt -> attempt.answers().add(demo.token(attempt.redemption())));

        assertThat(attempts).as("nobody noticed").anyMatch(Attempt::wasBroken);
        assertThat(attempts).allSatisfy(attempt -> assertThat(attempt.tokens()).isLessThanOrEqualTo(1));
        assertThat(attempts).filteredOn(attempt -> attempt.tokens() == 1).allSatisfy(CrashIT::assertRecorded);
        assertThat(attempts).allSatisfy(attempt -> assertThat(grants(attempt)).isLessThanOrEqualTo(1));
        assertTrailIsComplete();
    }

    /** Whatever was rolled back or sent twice, the trail knows of every position what became of it. */
    private static void assertTrailIsComplete() {
        var operator = Operator.signedIn();
        await("the trail to be complete").atMost(Duration.ofMinutes(1)).until(() -> operator.get(
                        "/audit/v1/completeness")
                .json()
                .path("complete")
                .asBoolean());
        assertThat(operator.get("/audit/v1/completeness").json().path("positions_given_again"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"registration", "authentication"})
    void comesBackAfterTheKillOfAChallengeService(String name) {
        var person = demo.signUp(Algorithm.EDDSA);
        var before = demo.login();
        var part = suite.part(name);

        suite.kill(part);
        var meanwhile = demo.redeem(before, person.authenticator().get(before.options(), demo.origin()));
        suite.awaitNewProcess(part);
        var after = demo.signIn(demo.signUp(Algorithm.EDDSA));

        assertThat(meanwhile.isOk())
                .as("a session that was started before: %s", meanwhile)
                .isTrue();
        assertThat(after.answer().isOk()).isTrue();
        suite.events().await(after.session().id(), "challenge-issued");
    }

    /** Asks again and again, as a stubborn client would, until somebody answers. */
    private static Optional<Attempt> attempt(Person person) {
        var challenge = demo.challenge();
        if (!challenge.isOk()) {
            return Optional.empty();
        }
        var session = Session.of(challenge);
        var redemption = demo.redemption(session, person.authenticator().get(session.options(), demo.origin()));
        var answers = new ArrayList<Answer>();
        await("an answer").atMost(Duration.ofMinutes(3)).until(() -> {
            answers.add(demo.token(redemption));
            return !answers.getLast().isBroken();
        });
        return Optional.of(new Attempt(session, redemption, answers));
    }

    private static void awaitSuccessesAfter(ConcurrentLinkedQueue<Attempt> attempts, int count) {
        await("logins to succeed")
                .atMost(Duration.ofMinutes(1))
                .until(() -> attempts.stream()
                                .skip(count)
                                .filter(attempt -> attempt.tokens() == 1)
                                .count()
                        >= 20);
    }

    private static void assertRecorded(Attempt attempt) {
        suite.events().awaitAll(List.of(attempt.session().id()), "auth-session-redeemed", "grant-opened");
    }

    private static long grants(Attempt attempt) {
        return suite.events().of(attempt.session().id()).stream()
                .filter(fact -> fact.type().equals("grant-opened"))
                .count();
    }
}
