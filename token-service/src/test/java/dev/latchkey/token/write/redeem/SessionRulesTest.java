package dev.latchkey.token.write.redeem;

import static dev.latchkey.kernel.events.RejectionReason.SESSION_EXPIRED;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_CLIENT;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_DOMAIN;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_ORGANIZATION;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_PURPOSE;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_REALM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.events.AuthSessionRejected;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.TestCeremonies;
import dev.latchkey.token.TestTickets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionRulesTest {

    private static final Duration TICK = Duration.ofMillis(1);

    private record Case(String name, RejectionReason reason, TestRedemption redemption) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static TestRedemption signup() {
        return TestRedemption.signup();
    }

    private static TestRedemption login() {
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
        TestRedemption.signup(authenticator);
        return TestRedemption.login(authenticator);
    }

    private static UnaryOperator<Ticket> with(String member, Object value) {
        return ticket -> new TestTickets(ticket).with(member, value);
    }

    static Stream<Case> sessionsThatDoNotFit() {
        return Stream.of(
                new Case("another client presents it", WRONG_CLIENT, login().client("other")),
                new Case("it was issued to another client", WRONG_CLIENT, login().ticket(with("clientId", "Demo"))),
                new Case("it comes in on another domain", WRONG_DOMAIN, login().domain("id.example.com")),
                new Case("it comes in on another port", WRONG_DOMAIN, login().domain("localhost")),
                new Case("the request names another realm", WRONG_REALM, signup().realm("Staff")),
                new Case("the request names no realm's name", WRONG_REALM, login().realm("")),
                new Case("the request names an organization", WRONG_ORGANIZATION, login().organization("org_a")),
                new Case(
                        "the request names another organization",
                        WRONG_ORGANIZATION,
                        login().ticket(with("organization", "org_b")).organization("org_a")),
                new Case(
                        "a login is answered to a signup",
                        WRONG_PURPOSE,
                        login().ticket(with("purpose", Purpose.SIGNUP))),
                new Case(
                        "a signup is answered to a login",
                        WRONG_PURPOSE,
                        signup().ticket(with("purpose", Purpose.LOGIN))),
                new Case(
                        "a signup is answered to an enrolment",
                        WRONG_PURPOSE,
                        signup().ticket(with("purpose", Purpose.ENROLMENT))),
                new Case(
                        "a login is answered to an enrolment",
                        WRONG_PURPOSE,
                        login().ticket(with("purpose", Purpose.ENROLMENT))),
                new Case("its time is over now", SESSION_EXPIRED, login().beforeExpiry(Duration.ZERO)),
                new Case("its time was over long ago", SESSION_EXPIRED, signup().beforeExpiry(Duration.ofDays(-1))));
    }

    @ParameterizedTest
    @MethodSource("sessionsThatDoNotFit")
    void refuses(Case spoiled) {
        assertThat(SessionRules.refuse(spoiled.redemption().command())).contains(spoiled.reason());
    }

    static Stream<Case> sessionsThatFit() {
        return Stream.of(
                new Case("a signup", null, signup()),
                new Case("a login", null, login()),
                new Case("a login at the last moment", null, login().beforeExpiry(TICK)),
                new Case("a login that names its realm", null, login().realm(TestCeremonies.REALM)),
                new Case(
                        "a login of an organization that does not name it",
                        null,
                        login().ticket(with("organization", "org_a"))),
                new Case(
                        "a login that names its organization",
                        null,
                        login().ticket(with("organization", "org_a")).organization("org_a")));
    }

    @ParameterizedTest
    @MethodSource("sessionsThatFit")
    void letsThrough(Case right) {
        assertThat(SessionRules.refuse(right.redemption().command())).isEmpty();
    }

    @Test
    void recordsWhoWasRefusedWithWhat() {
        RedeemSession command = login().client("other").command();
        UserId person = UserId.of(new byte[UserId.RANDOM_BYTES]);

        Decision decision = SessionRules.refused(command, WRONG_CLIENT, person, null);

        Ticket ticket = command.ticket();
        assertThat(decision.outcome()).isEqualTo(new RedemptionOutcome.Refused(WRONG_CLIENT));
        assertThat(decision.facts())
                .isEqualTo(List.of(new AuthSessionRejected(
                        ticket.sessionId(),
                        Purpose.LOGIN,
                        command.now(),
                        WRONG_CLIENT,
                        "demo",
                        TestCeremonies.REALM,
                        "localhost",
                        person,
                        PasskeyId.of(command.answer().credentialId()),
                        null,
                        command.channel())));
    }

    /** A passkey that nobody has is no fact about a passkey. */
    @Test
    void namesNoPasskeyInTheRefusalOfASignup() {
        AuthSessionRejected refusal = SessionRules.refusal(signup().command(), WRONG_CLIENT, null, null);

        assertThat(refusal.passkeyId()).isNull();
        assertThat(refusal.userId()).isNull();
    }
}
