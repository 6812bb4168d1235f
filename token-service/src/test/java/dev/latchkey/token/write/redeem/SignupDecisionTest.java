package dev.latchkey.token.write.redeem;

import static dev.latchkey.kernel.events.RejectionReason.MALFORMED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.kernel.events.AuthSessionRedeemed;
import dev.latchkey.kernel.events.AuthSessionRejected;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.events.PolicyRemark;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.privacy.TestPersonKeys;
import dev.latchkey.kernel.ticket.Ticket;
import dev.latchkey.kernel.values.IdentifierType;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.TestTickets;
import dev.latchkey.token.write.redeem.RedemptionOutcome.SignedIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignupDecisionTest {

    /** Remembers what was claimed, and says that something is taken where the test wants it. */
    private static final class RecordingClaims implements SignupDecision.Claims {

        private record Claim(String realm, List<IdentifierHash> identifiers, PasskeyId passkey, UserId claimant) {}

        private final List<Claim> claims = new ArrayList<>();
        private final @Nullable RejectionReason taken;

        RecordingClaims(@Nullable RejectionReason taken) {
            this.taken = taken;
        }

        @Override
        public Optional<RejectionReason> claim(
                String realm, List<IdentifierHash> identifiers, PasskeyId passkey, UserId claimant) {
            claims.add(new Claim(realm, identifiers, passkey, claimant));
            return Optional.ofNullable(taken);
        }
    }

    private final RecordingClaims free = new RecordingClaims(null);
    private final List<PersonKey> keysMade = new ArrayList<>();

    private PersonKey makeKey(UserId owner) {
        keysMade.add(TestPersonKeys.of(owner));
        return keysMade.getLast();
    }

    private Decision decide(FixedCeremonies ceremonies, RedeemSession command, RecordingClaims claims) {
        return new SignupDecision(ceremonies, TestPerson.hasher()).decide(command, claims, this::makeKey);
    }

    private static FixedCeremonies verifying() {
        return FixedCeremonies.verifying(0, false);
    }

    private void assertRefused(Decision decision, RedeemSession command, RejectionReason reason) {
        assertThat(decision.outcome()).isEqualTo(new RedemptionOutcome.Refused(reason));
        assertThat(decision.facts()).containsExactly(SessionRules.refusal(command, reason, null, null));
        assertThat(keysMade).as("keys of people who do not exist").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"userId", "profile"})
    void refusesASessionOfNobody(String missing) {
        FixedCeremonies ceremonies = verifying();
        RedeemSession command = TestRedemption.signup()
                .ticket(ticket -> new TestTickets(ticket).without(missing))
                .command();

        Decision decision = decide(ceremonies, command, free);

        assertRefused(decision, command, MALFORMED);
        assertThat(ceremonies.expectations()).isEmpty();
        assertThat(free.claims).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void recordsWhyTheCeremonyDoesNotVerifyAndClaimsNothing(RejectionReason reason) {
        RedeemSession command = TestRedemption.signup().command();

        Decision decision = decide(FixedCeremonies.refusing(reason), command, free);

        assertRefused(decision, command, reason);
        assertThat(free.claims).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CREDENTIAL_ALREADY_REGISTERED", "IDENTIFIER_TAKEN"})
    void refusesWhatSomebodyElseHas(RejectionReason taken) {
        RedeemSession command = TestRedemption.signup().command();

        Decision decision = decide(verifying(), command, new RecordingClaims(taken));

        assertRefused(decision, command, taken);
    }

    @Test
    void claimsEveryIdentifierAndThePasskeyForTheNewPerson() {
        Profile profile = new Profile("a@example.com", "+4930123456", "ada", "Ada", null, null, null, null);
        FixedCeremonies ceremonies = verifying();
        RedeemSession command = TestRedemption.signup()
                .ticket(ticket -> new TestTickets(ticket).with("profile", profile))
                .command();

        decide(ceremonies, command, free);

        assertThat(ceremonies.expectations()).hasSize(1);
        assertThat(free.claims).singleElement().satisfies(claim -> {
            assertThat(claim.realm()).isEqualTo(command.ticket().realm());
            assertThat(claim.identifiers())
                    .isEqualTo(TestPerson.hasher().hashAll(command.ticket().realm(), profile))
                    .extracting(IdentifierHash::type)
                    .containsExactly(IdentifierType.EMAIL, IdentifierType.PHONE_NUMBER, IdentifierType.USERNAME);
            assertThat(claim.passkey()).isEqualTo(PasskeyId.of(command.answer().credentialId()));
            assertThat(claim.claimant()).isEqualTo(command.ticket().userId());
        });
    }

    @Test
    void createsThePersonThePasskeyAndTheGrant() {
        RedeemSession command = TestRedemption.signup().command();

        Decision decision = decide(verifying(), command, free);

        Ticket ticket = command.ticket();
        UserId user = ticket.userId();
        PasskeyId passkey = PasskeyId.of(command.answer().credentialId());
        PersonKey key = keysMade.getFirst();
        AuthSessionRedeemed redeemed = (AuthSessionRedeemed) decision.facts().getFirst();
        UserCreated created = (UserCreated) decision.facts().get(1);
        PersonalData person = new PersonalData(ticket.profile(), Map.of("plan", "canary-metadata"));
        assertThat(keysMade).hasSize(1);
        assertThat(decision.facts())
                .containsExactly(
                        new AuthSessionRedeemed(
                                ticket.sessionId(),
                                Purpose.SIGNUP,
                                command.now(),
                                "demo",
                                ticket.realm(),
                                null,
                                "localhost",
                                user,
                                passkey,
                                command.grantId(),
                                true,
                                "http://localhost:8080",
                                redeemed.circumstances(),
                                command.scope(),
                                command.audience(),
                                command.channel()),
                        new UserCreated(
                                user,
                                ticket.realm(),
                                command.now(),
                                TestPerson.hasher().hashAll(ticket.realm(), ticket.profile()),
                                created.personalData()),
                        new CredentialRegistered(
                                passkey,
                                command.answer().credentialId(),
                                user,
                                "AQID",
                                -7,
                                FixedCeremonies.REGISTERED.aaguid(),
                                List.of("internal"),
                                7,
                                true,
                                true,
                                true,
                                "none",
                                "localhost",
                                command.now()),
                        new GrantOpened(
                                command.grantId(),
                                user,
                                "demo",
                                ticket.sessionId(),
                                passkey,
                                TestRedemption.SCOPE,
                                TestRedemption.AUDIENCE,
                                null,
                                null,
                                command.now()));
        assertThat(PersonalData.decrypt(created.personalData(), key)).isEqualTo(person);
        assertThat(key.decrypt(redeemed.circumstances(), "circumstances")).contains("203.0.113.7", "canary-agent");
        assertThat(decision.facts().toString()).doesNotContain("canary", "203.0.113.7", "example.com");
        assertThat(decision.outcome())
                .isEqualTo(new SignedIn(
                        user, ticket.sessionId(), person, command.now(), command.now(), true, true, null, null));
    }

    @Test
    void claimsNothingBeforePoliciesWereAsked() {
        RedeemSession command = TestRedemption.signup().command().with(new Judgement.Awaited());

        Decision decision = decide(verifying(), command, free);

        assertThat(decision.facts()).isEmpty();
        assertThat(decision.outcome()).isInstanceOfSatisfying(RedemptionStep.AwaitsPolicies.class, step -> assertThat(
                        step.request().personSince())
                .isEmpty());
        assertThat(free.claims).isEmpty();
        assertThat(keysMade).isEmpty();
    }

    @Test
    void claimsNothingWhenAPolicyRefuses() {
        List<PolicyRemark> remarks = List.of(new PolicyRemark("first", "closed"));
        RedeemSession command = TestRedemption.signup().command().with(new Judgement.Refused(remarks));

        Decision decision = decide(verifying(), command, free);

        assertThat(decision.outcome()).isEqualTo(new RedemptionOutcome.Refused(RejectionReason.POLICY_REFUSED));
        assertThat(decision.facts())
                .singleElement()
                .isInstanceOfSatisfying(AuthSessionRejected.class, refusal -> assertThat(refusal.policies())
                        .isEqualTo(remarks));
        assertThat(free.claims).isEmpty();
        assertThat(keysMade).isEmpty();
    }
}
