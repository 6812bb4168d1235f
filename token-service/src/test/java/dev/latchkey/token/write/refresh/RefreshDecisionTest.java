package dev.latchkey.token.write.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.kernel.events.Channel;
import dev.latchkey.kernel.events.GrantEvent;
import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.events.GrantRevoked;
import dev.latchkey.kernel.events.RefreshTokenRefused;
import dev.latchkey.kernel.events.RefreshTokenRefused.Reason;
import dev.latchkey.kernel.events.RefreshTokenRotated;
import dev.latchkey.kernel.events.RefreshTokenUsed;
import dev.latchkey.kernel.events.UserBlocked;
import dev.latchkey.kernel.privacy.Circumstances;
import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.token.TestTenants;
import dev.latchkey.token.known.KnownGrant;
import dev.latchkey.token.known.KnownUser;
import dev.latchkey.token.known.RefreshToken;
import dev.latchkey.token.write.redeem.TestPerson;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When a refresh token is still good (CONTRACT section 7). */
class RefreshDecisionTest {

    private static final TestPerson PERSON = TestPerson.signedUp();
    private static final TestPerson STRANGER = TestPerson.signedUp();
    private static final GrantOpened OPENED = PERSON.fact(GrantOpened.class);
    private static final KnownUser USER = KnownUser.of(PERSON.created());
    private static final Duration LEEWAY = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration LIFETIME = Duration.ofHours(5);
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final Circumstances CIRCUMSTANCES = new Circumstances("203.0.113.7", "canary-agent");
    private static final Channel CHANNEL = new Channel("localhost:8080", null);

    private static final Client ROTATING = client();
    private static final Client STEADY = client("rotation-type=non-rotating");
    private static final Client ENDLESS = client("infinite-token-lifetime=true", "infinite-idle-token-lifetime=true");

    private static Client client(String... furtherSettings) {
        String policy = "latchkey.tenant.clients[0].refresh-token.";
        String[] settings = Stream.concat(
                        Stream.of(
                                policy + "leeway-seconds=" + LEEWAY.toSeconds(),
                                policy + "idle-token-lifetime-seconds=" + IDLE.toSeconds(),
                                policy + "token-lifetime-seconds=" + LIFETIME.toSeconds()),
                        Stream.of(furtherSettings).map(setting -> policy + setting))
                .toArray(String[]::new);
        return TestTenants.withPasskeyClient("demo", settings).client("demo").orElseThrow();
    }

    private static ExchangeRefreshToken present(Client client, int generation, Duration after) {
        return present(client, generation, after, null);
    }

    private static ExchangeRefreshToken present(
            Client client, int generation, Duration after, @Nullable String keyThumbprint) {
        return new ExchangeRefreshToken(
                RefreshToken.of(OPENED.grantId(), generation, PERSON.key()),
                client,
                null,
                null,
                "http://localhost:8080/userinfo",
                keyThumbprint,
                CIRCUMSTANCES,
                CHANNEL,
                OPENED.openedAt().plus(after));
    }

    /** A grant whose token was rotated so many times, each an interval after the one before. */
    private static KnownGrant rotated(int times, Duration interval) {
        KnownGrant grant = KnownGrant.of(OPENED);
        for (int generation = 1; generation <= times; generation++) {
            grant = grant.evolve(new RefreshTokenRotated(
                    OPENED.grantId(),
                    OPENED.userId(),
                    OPENED.clientId(),
                    generation,
                    OPENED.scope(),
                    OPENED.audience(),
                    OPENED.openedAt().plus(interval.multipliedBy(generation)),
                    null,
                    null));
        }
        return grant;
    }

    private static RefreshDecision decide(ExchangeRefreshToken command, KnownGrant grant) {
        return RefreshDecision.decide(command, grant, USER, PERSON.key());
    }

    private static @Nullable Reason reasonOf(RefreshDecision decision) {
        return decision.outcome() instanceof RefreshOutcome.Refused refused ? refused.reason() : null;
    }

    private static void assertExchanged(RefreshDecision decision, Class<? extends GrantEvent> fact, int generation) {
        assertThat(decision.facts()).singleElement().isInstanceOf(fact);
        assertThat(decision.outcome()).isInstanceOfSatisfying(RefreshOutcome.Exchanged.class, exchanged -> assertThat(
                        exchanged.refreshToken())
                .isEqualTo(RefreshToken.of(OPENED.grantId(), generation, PERSON.key())));
    }

    @Test
    void rotatesTheCurrentToken() {
        assertExchanged(decide(present(ROTATING, 0, SOON), KnownGrant.of(OPENED)), RefreshTokenRotated.class, 1);
    }

    @Test
    void keepsATokenThatDoesNotRotate() {
        assertExchanged(decide(present(STEADY, 0, SOON), KnownGrant.of(OPENED)), RefreshTokenUsed.class, 0);
    }

    /** Rotated a minute after the opening; the leeway is ten seconds. */
    @ParameterizedTest
    @CsvSource({"60, true", "69, true", "70, false", "71, false"})
    void takesTheTokenBeforeWithinTheLeeway(long secondsAfter, boolean taken) {
        RefreshDecision decision =
                decide(present(ROTATING, 0, Duration.ofSeconds(secondsAfter)), rotated(1, Duration.ofMinutes(1)));

        if (taken) {
            assertExchanged(decision, RefreshTokenUsed.class, 1);
        } else {
            assertThat(reasonOf(decision)).isEqualTo(Reason.REUSED);
        }
    }

    @Test
    void takesNoOlderTokenEvenWithinTheLeeway() {
        RefreshDecision decision =
                decide(present(ROTATING, 0, Duration.ofSeconds(2)), rotated(2, Duration.ofSeconds(1)));

        assertThat(reasonOf(decision)).isEqualTo(Reason.REUSED);
        assertThat(decision.facts()).hasSize(2).last().isInstanceOfSatisfying(GrantRevoked.class, revoked -> assertThat(
                        revoked.reason())
                .isEqualTo(GrantRevoked.Reason.REFRESH_TOKEN_REUSED));
    }

    /** Exchanged every 50 minutes; idle for an hour at most, five hours in all. */
    @ParameterizedTest
    @CsvSource({
        "0, 3599, true",
        "0, 3600, false",
        "1, 6599, true",
        "1, 6600, false",
        "5, 17999, true",
        "5, 18000, false"
    })
    void endsWithItsIdleAndItsWholeLifetime(int exchanges, long secondsAfter, boolean good) {
        RefreshDecision decision = decide(
                present(ROTATING, exchanges, Duration.ofSeconds(secondsAfter)),
                rotated(exchanges, Duration.ofMinutes(50)));

        assertThat(reasonOf(decision)).isEqualTo(good ? null : Reason.EXPIRED);
        assertThat(decision.outcome() instanceof RefreshOutcome.Exchanged).isEqualTo(good);
    }

    @Test
    void livesOnWhereThePolicyHasNoEnd() {
        assertExchanged(
                decide(present(ENDLESS, 0, Duration.ofDays(4000)), KnownGrant.of(OPENED)),
                RefreshTokenRotated.class,
                1);
    }

    private record Case(String name, Reason reason, RefreshDecision decision) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> refusals() {
        Client other = TestTenants.withPasskeyClient("other").client("other").orElseThrow();
        KnownGrant grant = KnownGrant.of(OPENED);
        KnownUser blocked = USER.evolve(new UserBlocked(OPENED.userId(), OPENED.openedAt()));
        KnownGrant revoked = grant.evolve(new GrantRevoked(
                OPENED.grantId(), OPENED.userId(), OPENED.clientId(), GrantRevoked.Reason.CLIENT, OPENED.openedAt()));
        KnownGrant bound = KnownGrant.of(new GrantOpened(
                OPENED.grantId(),
                OPENED.userId(),
                OPENED.clientId(),
                OPENED.sessionId(),
                OPENED.passkeyId(),
                OPENED.scope(),
                OPENED.audience(),
                null,
                "key",
                OPENED.openedAt()));
        return Stream.of(
                new Case("of another client", Reason.WRONG_CLIENT, decide(present(other, 0, SOON), grant)),
                new Case("of an ended grant", Reason.GRANT_REVOKED, decide(present(ROTATING, 0, SOON), revoked)),
                new Case(
                        "of a blocked person",
                        Reason.USER_BLOCKED,
                        RefreshDecision.decide(present(ROTATING, 0, SOON), grant, blocked, PERSON.key())),
                new Case(
                        "of an erased person",
                        Reason.USER_ERASED,
                        RefreshDecision.decide(present(ROTATING, 0, SOON), grant, USER, null)),
                new Case("without its key", Reason.WRONG_KEY, decide(present(ROTATING, 0, SOON), bound)),
                new Case("with another key", Reason.WRONG_KEY, decide(present(ROTATING, 0, SOON, "other"), bound)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesAndRecordsWhy(Case refusal) {
        assertThat(reasonOf(refusal.decision())).isEqualTo(refusal.reason());
        assertThat(refusal.decision().facts())
                .singleElement()
                .isInstanceOfSatisfying(RefreshTokenRefused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(refusal.reason()));
    }

    @Test
    void recordsNothingOfATokenThatWeDidNotMake() {
        ExchangeRefreshToken forged = new ExchangeRefreshToken(
                RefreshToken.of(OPENED.grantId(), 0, STRANGER.key()),
                ROTATING,
                null,
                null,
                "http://localhost:8080/userinfo",
                null,
                CIRCUMSTANCES,
                CHANNEL,
                OPENED.openedAt());

        assertThat(List.of(
                        decide(forged, KnownGrant.of(OPENED)),
                        decide(present(ROTATING, 1, SOON), KnownGrant.of(OPENED))))
                .allSatisfy(decision -> assertThat(decision)
                        .isEqualTo(new RefreshDecision(List.of(), new RefreshOutcome.Refused(null))));
    }

    @Test
    void recordsALimitedNumberOfRefusals() {
        KnownGrant grant = KnownGrant.of(OPENED);
        int recorded = 0;
        for (int attempt = 0; attempt < 40; attempt++) {
            RefreshDecision decision = decide(present(ROTATING, 0, LIFETIME), grant);
            recorded += decision.facts().size();
            for (GrantEvent fact : decision.facts()) {
                grant = grant.evolve(fact);
            }
        }

        assertThat(recorded).isEqualTo(16);
    }
}
