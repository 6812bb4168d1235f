package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** One challenge, one answer, ever: on two processes of the token service over one database. */
class OneTimeUseIT {

    private static final int CALLERS = 200;
    private static final Suite suite = Suite.running();
    private static final Application demo = Application.demo();
    private static List<Application> doors = List.of();
    private static ExtraService second;

    @BeforeAll
    static void startASecondProcess() {
        second = ExtraService.started("token");
        doors = List.of(demo.at(suite.part("token")), demo.at(second.part()));
    }

    @AfterAll
    static void stopIt() {
        second.close();
    }

    @Test
    void redeemsALoginOnceHoweverManyTry() {
        var person = demo.signUp(Algorithm.ES256);
        var session = demo.login();
        var redemption = demo.redemption(session, person.authenticator().get(session.options(), demo.origin()));

        var answers = Crowd.atOnce(CALLERS, i -> door(i).token(redemption));

        assertOneSuccess(answers);
        assertFactsOfOne(session, "auth-session-redeemed", "grant-opened");
    }

    @Test
    void redeemsASignupOnceHoweverManyTry() {
        var session = demo.signup();
        var redemption = demo.redemption(session, newPasskey(session));

        var answers = Crowd.atOnce(CALLERS, i -> door(i).token(redemption));

        assertOneSuccess(answers);
        assertFactsOfOne(session, "auth-session-redeemed", "user-created", "credential-registered", "grant-opened");
    }

    @Test
    void givesAnEmailToOneOfManySignups() {
        var email = Person.newEmail();
        var sessions = IntStream.range(0, 20).mapToObj(i -> demo.signup(email)).toList();
        var redemptions = sessions.stream()
                .map(session -> demo.redemption(session, newPasskey(session)))
                .toList();

        var answers = Crowd.atOnce(20, i -> door(i).token(redemptions.get(i)));

        assertThat(answers).filteredOn(Answer::isOk).hasSize(1);
        assertThat(answers).noneMatch(Answer::isBroken);
        var rejections =
                sessions.stream().filter(session -> !isRedeemed(session)).toList();
        assertThat(rejections).hasSize(19).allSatisfy(session -> assertThat(suite.events()
                        .await(session.id(), "auth-session-rejected")
                        .text("reason"))
                .isEqualTo("IDENTIFIER_TAKEN"));
    }

    @Test
    void givesACredentialIdToOneOfManySignups() {
        var credentialId = new byte[] {9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9};
        var redemptions = IntStream.range(0, 20)
                .mapToObj(i -> demo.signup())
                .map(session -> demo.redemption(
                        session,
                        SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA)
                                .creation(session.options(), demo.origin())
                                .credentialId(credentialId)
                                .answer()))
                .toList();

        var answers = Crowd.atOnce(20, i -> door(i).token(redemptions.get(i)));

        assertThat(answers).filteredOn(Answer::isOk).hasSize(1);
        assertThat(answers).noneMatch(Answer::isBroken);
    }

    @Test
    void losesNoCounterWhenLoginsOfOnePasskeyRace() {
        var person = demo.signUp(SoftwareAuthenticator.deviceBound(Algorithm.EDDSA));
        var redemptions = IntStream.range(0, 20)
                .mapToObj(i -> demo.login())
                .map(session -> demo.redemption(session, person.authenticator().get(session.options(), demo.origin())))
                .toList();

        var answers = Crowd.atOnce(20, i -> door(i).token(redemptions.get(i)));
        var highest = demo.signIn(person).answer();
        var session = demo.login();
        var old = person.authenticator()
                .assertion(session.options(), demo.origin())
                .signatureCount(20)
                .answer();

        assertThat(answers).noneMatch(Answer::isBroken);
        assertThat(highest.isOk()).isTrue();
        Refusals.assertUniform(demo.redeem(session, old));
    }

    private static boolean isRedeemed(Session session) {
        return suite.events().of(session.id()).stream()
                .anyMatch(fact -> fact.type().equals("auth-session-redeemed"));
    }

    private static void assertOneSuccess(List<Answer> answers) {
        assertThat(answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting())))
                .isEqualTo(Map.of(200, 1L, 403, CALLERS - 1L));
        assertThat(answers).filteredOn(answer -> !answer.isOk()).allSatisfy(Refusals::assertUniform);
    }

    private static void assertFactsOfOne(Session session, String... types) {
        suite.events().awaitAll(List.of(session.id()), types);
        assertThat(suite.events().of(session.id()))
                .extracting(Fact::type)
                .filteredOn(type -> !type.equals("challenge-issued") && !type.equals("auth-session-rejected"))
                .containsExactlyInAnyOrder(types);
    }

    private static Application door(int caller) {
        return doors.get(caller % doors.size());
    }

    private static ObjectNode newPasskey(Session session) {
        return SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA).create(session.options(), demo.origin());
    }
}
