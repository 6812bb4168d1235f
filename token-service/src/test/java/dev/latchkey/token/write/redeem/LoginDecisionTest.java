package dev.latchkey.token.write.redeem;

import static dev.latchkey.kernel.events.RejectionReason.NOT_A_MEMBER;
import static dev.latchkey.kernel.events.RejectionReason.POLICY_REFUSED;
import static dev.latchkey.kernel.events.RejectionReason.REVOKED_CREDENTIAL;
import static dev.latchkey.kernel.events.RejectionReason.UNKNOWN_CREDENTIAL;
import static dev.latchkey.kernel.events.RejectionReason.USER_BLOCKED;
import static dev.latchkey.kernel.events.RejectionReason.USER_ERASED;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_REALM;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_RELYING_PARTY;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.extension.SignInRequest;
import dev.latchkey.kernel.events.AuthSessionRedeemed;
import dev.latchkey.kernel.events.AuthSessionRejected;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.CredentialUsed;
import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.events.PolicyRemark;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.events.UserJoinedOrganization;
import dev.latchkey.kernel.events.UserUnblocked;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.token.TestTickets;
import dev.latchkey.token.known.KnownPasskey;
import dev.latchkey.token.known.KnownUser;
import dev.latchkey.token.webauthn.RealCeremonies;
import dev.latchkey.token.write.redeem.RedemptionOutcome.SignedIn;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LoginDecisionTest {

    private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");
    private static final TestPerson PERSON = TestPerson.signedUp();
    private static final TestPerson ANOTHER = TestPerson.signedUp();
    private static final KnownPasskey PASSKEY = PERSON.passkey();
    private static final Owner OWNER = new Owner(PERSON.user(), PERSON.key());

    private record Case(
            String name,
            RejectionReason reason,
            TestRedemption redemption,
            @Nullable KnownPasskey passkey,
            @Nullable Owner owner) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static TestRedemption login() {
        return TestRedemption.login(PERSON.authenticator());
    }

    private static KnownUser blocked() {
        return PERSON.user().evolve(new UserBlocked(PERSON.created().userId(), BEFORE));
    }

    private static KnownPasskey revoked() {
        return PASSKEY.evolve(new CredentialRevoked(PASSKEY.id(), PASSKEY.owner(), "test", BEFORE));
    }

    private static KnownUser memberOf(String organization) {
        return PERSON.user().evolve(new UserJoinedOrganization(PERSON.created().userId(), organization, BEFORE));
    }

    private static KnownUser erased() {
        return PERSON.user().evolve(new UserErased(PERSON.created().userId(), BEFORE));
    }

    static Stream<Case> loginsThatAreRefusedBeforeTheCeremony() {
        return Stream.of(
                new Case("of a passkey that nobody has", UNKNOWN_CREDENTIAL, login(), null, null),
                new Case("of a revoked passkey", REVOKED_CREDENTIAL, login(), revoked(), OWNER),
                new Case(
                        "of a revoked passkey of a blocked person",
                        REVOKED_CREDENTIAL,
                        login(),
                        revoked(),
                        new Owner(blocked(), PERSON.key())),
                new Case("of a person who is unknown", USER_ERASED, login(), PASSKEY, null),
                new Case(
                        "of a person whose key is destroyed",
                        USER_ERASED,
                        login(),
                        PASSKEY,
                        new Owner(PERSON.user(), null)),
                new Case(
                        "of a person who was erased", USER_ERASED, login(), PASSKEY, new Owner(erased(), PERSON.key())),
                new Case(
                        "that names another person",
                        WRONG_USER,
                        login(),
                        ANOTHER.passkey(),
                        new Owner(ANOTHER.user(), ANOTHER.key())),
                new Case("of a blocked person", USER_BLOCKED, login(), PASSKEY, new Owner(blocked(), PERSON.key())),
                new Case(
                        "of a blocked person without naming them",
                        WRONG_USER,
                        login().answer(TestRedemption.signup().command().answer()),
                        PASSKEY,
                        new Owner(blocked(), PERSON.key())),
                new Case(
                        "of a person of another realm",
                        WRONG_REALM,
                        login().ticket(ticket -> new TestTickets(ticket).with("realm", "Staff")),
                        PASSKEY,
                        OWNER),
                new Case(
                        "of an organization that the person does not belong to",
                        NOT_A_MEMBER,
                        login().ticket(ticket -> new TestTickets(ticket).with("organization", "org_a")),
                        PASSKEY,
                        new Owner(memberOf("org_b"), PERSON.key())),
                new Case(
                        "of a passkey of another RP ID",
                        WRONG_RELYING_PARTY,
                        login().ticket(ticket -> new TestTickets(ticket).with("relyingPartyId", "example.com")),
                        PASSKEY,
                        OWNER));
    }

    @ParameterizedTest
    @MethodSource("loginsThatAreRefusedBeforeTheCeremony")
    void refusesALogin(Case spoiled) {
        FixedCeremonies ceremonies = FixedCeremonies.verifying(0, true);
        RedeemSession command = spoiled.redemption().command();

        Decision decision = new LoginDecision(ceremonies).decide(command, spoiled.passkey(), spoiled.owner());

        assertThat(decision.outcome()).isEqualTo(new RedemptionOutcome.Refused(spoiled.reason()));
        assertThat(decision.facts())
                .singleElement()
                .usingRecursiveComparison()
                .ignoringFields("circumstances")
                .isEqualTo(SessionRules.refusal(
                        command,
                        spoiled.reason(),
                        spoiled.passkey() == null ? null : spoiled.passkey().owner(),
                        null));
        assertThat(ceremonies.expectations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void recordsWhyTheCeremonyDoesNotVerify(RejectionReason reason) {
        LoginDecision login = new LoginDecision(FixedCeremonies.refusing(reason));

        Decision decision = login.decide(login().command(), PASSKEY, OWNER);

        assertThat(decision.outcome()).isEqualTo(new RedemptionOutcome.Refused(reason));
        assertThat(decision.facts()).singleElement().isInstanceOfSatisfying(AuthSessionRejected.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.userId()).isEqualTo(PASSKEY.owner());
            assertThat(refusal.passkeyId()).isEqualTo(PASSKEY.id());
        });
    }

    @Test
    void expectsOfTheCeremonyWhatTheSessionAndTheStoreSay() {
        FixedCeremonies ceremonies = FixedCeremonies.verifying(0, true);
        RedeemSession command = login().ticket(ticket -> new TestTickets(ticket).with("userVerificationRequired", true))
                .command();

        new LoginDecision(ceremonies).decide(command, PASSKEY, OWNER);

        assertThat(ceremonies.expectations().getFirst().challenge())
                .isEqualTo(command.ticket().challenge());
        assertThat(ceremonies.expectations().getFirst().relyingPartyId()).isEqualTo("localhost");
        assertThat(ceremonies.expectations().getFirst().origins())
                .accepts("http://localhost:8080")
                .rejects("http://localhost:8081", "https://localhost:8080");
        assertThat(ceremonies.expectations().getFirst().userVerificationRequired())
                .isTrue();
        assertThat(ceremonies.passkeys()).containsExactly(PASSKEY.stored());
    }

    @Test
    void signsInAndRecordsEverythingOfIt() {
        RedeemSession command = login().ticket(ticket -> new TestTickets(ticket).with("organization", "org_a"))
                .command();

        Decision decision = new LoginDecision(RealCeremonies.create())
                .decide(command, PASSKEY, new Owner(memberOf("org_a"), PERSON.key()));

        Ticket ticket = command.ticket();
        AuthSessionRedeemed redeemed = (AuthSessionRedeemed) decision.facts().getFirst();
        assertThat(decision.facts())
                .containsExactly(
                        new AuthSessionRedeemed(
                                ticket.sessionId(),
                                Purpose.LOGIN,
                                command.now(),
                                "demo",
                                ticket.realm(),
                                "org_a",
                                "localhost",
                                PASSKEY.owner(),
                                PASSKEY.id(),
                                command.grantId(),
                                true,
                                "http://localhost:8080",
                                redeemed.circumstances(),
                                command.scope(),
                                command.audience(),
                                command.channel()),
                        new GrantOpened(
                                command.grantId(),
                                PASSKEY.owner(),
                                "demo",
                                ticket.sessionId(),
                                PASSKEY.id(),
                                TestRedemption.SCOPE,
                                TestRedemption.AUDIENCE,
                                "org_a",
                                null,
                                command.now()));
        assertThat(PERSON.key().decrypt(redeemed.circumstances(), "circumstances"))
                .contains("203.0.113.7", "canary");
        assertThat(decision.facts().toString()).doesNotContain("203.0.113.7", "canary");
        assertThat(decision.outcome())
                .isEqualTo(new SignedIn(
                        PASSKEY.owner(),
                        ticket.sessionId(),
                        PersonalData.decrypt(PERSON.created().personalData(), PERSON.key()),
                        PERSON.created().createdAt(),
                        command.now(),
                        true,
                        true,
                        "org_a",
                        null));
    }

    @ParameterizedTest
    @CsvSource({"0, true, false", "1, true, true", "0, false, true", "4294967295, false, true"})
    void recordsTheUseOfAPasskeyOnlyWhenItChanged(long signatureCount, boolean backedUp, boolean changed) {
        LoginDecision login = new LoginDecision(FixedCeremonies.verifying(signatureCount, backedUp));
        RedeemSession command = login().command();

        Decision decision = login.decide(command, PASSKEY, OWNER);

        assertThat(decision.facts())
                .filteredOn(CredentialUsed.class::isInstance)
                .isEqualTo(
                        changed
                                ? List.of(new CredentialUsed(
                                        PASSKEY.id(), PASSKEY.owner(), signatureCount, backedUp, command.now()))
                                : List.of());
    }

    @Test
    void letsAPersonInAgainWhoIsBlockedNoMore() {
        KnownUser unblocked =
                blocked().evolve(new UserUnblocked(PERSON.created().userId(), BEFORE));

        Decision decision = new LoginDecision(RealCeremonies.create())
                .decide(login().command(), PASSKEY, new Owner(unblocked, PERSON.key()));

        assertThat(decision.outcome()).isInstanceOf(SignedIn.class);
    }

    @Test
    void asksPoliciesBeforeItRecordsAnything() {
        RedeemSession command = login().command().with(new Judgement.Awaited());

        Decision decision = new LoginDecision(FixedCeremonies.verifying(7, true)).decide(command, PASSKEY, OWNER);

        assertThat(decision.facts()).isEmpty();
        assertThat(decision.outcome()).isInstanceOfSatisfying(RedemptionStep.AwaitsPolicies.class, step -> {
            assertThat(step.request().purpose()).isEqualTo(SignInRequest.Purpose.LOGIN);
            assertThat(step.request().clientId()).isEqualTo("demo");
            assertThat(step.request().address()).isEqualTo("203.0.113.7");
            assertThat(step.request().person().userId())
                    .isEqualTo(PASSKEY.owner().toString());
            assertThat(step.request().person().email())
                    .hasValue(PersonalData.decrypt(PERSON.created().personalData(), PERSON.key())
                            .profile()
                            .email());
            assertThat(step.request().passkey().id()).isEqualTo(PASSKEY.id().toString());
            assertThat(step.request()).asString().doesNotContain("203.0.113.7", "@");
        });
    }

    @Test
    void refusesAsPoliciesDoAndRecordsWhich() {
        List<PolicyRemark> remarks =
                List.of(new PolicyRemark("first", "timeout"), new PolicyRemark("second", "closed"));
        RedeemSession command = login().command().with(new Judgement.Refused(remarks));

        Decision decision = new LoginDecision(FixedCeremonies.verifying(7, true)).decide(command, PASSKEY, OWNER);

        assertThat(decision.outcome()).isEqualTo(new RedemptionOutcome.Refused(POLICY_REFUSED));
        assertThat(decision.facts()).singleElement().isInstanceOfSatisfying(AuthSessionRejected.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(POLICY_REFUSED);
            assertThat(refusal.policies()).isEqualTo(remarks);
            assertThat(refusal.userId()).isEqualTo(PASSKEY.owner());
        });
    }

    @Test
    void looksAtEverythingAnewWhateverPoliciesSay() {
        RedeemSession command = login().command().with(new Judgement.Allowed(List.of()));

        Decision decision = new LoginDecision(FixedCeremonies.verifying(0, true))
                .decide(command, PASSKEY, new Owner(blocked(), PERSON.key()));

        assertThat(decision.outcome()).isEqualTo(new RedemptionOutcome.Refused(USER_BLOCKED));
    }

    @Test
    void recordsThePoliciesThatGaveNoAnswerAndNoOthers() {
        List<PolicyRemark> remarks = List.of(new PolicyRemark("first", "timeout"));

        assertThat(redeemed(new Judgement.Allowed(remarks)).policies()).isEqualTo(remarks);
        assertThat(redeemed(new Judgement.Allowed(List.of())).policies()).isNull();
        assertThat(redeemed(new Judgement.NotNeeded()).policies()).isNull();
    }

    private static AuthSessionRedeemed redeemed(Judgement judgement) {
        return (AuthSessionRedeemed) new LoginDecision(FixedCeremonies.verifying(0, true))
                .decide(login().command().with(judgement), PASSKEY, OWNER)
                .facts()
                .getFirst();
    }
}
