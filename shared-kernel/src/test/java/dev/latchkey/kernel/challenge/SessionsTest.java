package dev.latchkey.kernel.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.SessionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");

    private final Sessions sessions = new Sessions(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(60));

    @Test
    void opensASessionThatLivesAsLongAsConfigured() {
        NewSession session = sessions.open();

        assertThat(session.issuedAt()).isEqualTo(NOW);
        assertThat(session.expiresAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(session.timeoutMillis()).isEqualTo(60_000);
    }

    @Test
    void makesAChallengeThatNamesItsSession() {
        NewSession session = sessions.open();

        byte[] challenge = Base64Url.decode(session.challenge()).orElseThrow();
        assertThat(challenge).hasSize(48);
        assertThat(SessionId.fromBytes(challenge)).isEqualTo(session.id());
        assertThat(session.id().value().version()).isEqualTo(7);
    }

    @Test
    void repeatsNothing() {
        NewSession first = sessions.open();
        NewSession second = sessions.open();

        assertThat(first.id()).isNotEqualTo(second.id());
        assertThat(first.challenge().substring(24))
                .isNotEqualTo(second.challenge().substring(24));
    }

    @ParameterizedTest
    @CsvSource({"4, 30, ttl-seconds", "601, 30, ttl-seconds", "60, 0, retention-days", "60, 3651, retention-days"})
    void refusesUnreasonableLimitsByName(int ttlSeconds, int retentionDays, String key) {
        assertThatThrownBy(() -> new ChallengeProperties(ttlSeconds, retentionDays))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("latchkey.challenge." + key);
    }
}
