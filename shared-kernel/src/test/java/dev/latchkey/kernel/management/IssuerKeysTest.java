package dev.latchkey.kernel.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {

    private final MovableClock clock = new MovableClock();
    private final IssuerKeys keys = new IssuerKeys(clock);
    private int fetches;

    @Test
    void areFetchedOnce() {
        assertThat(fetched()).isEqualTo("keys 1");
        assertThat(fetched()).isEqualTo("keys 1");
    }

    @Test
    void areFetchedAgainWhenTheyGrowOld() {
        fetched();
        clock.move(Duration.ofMinutes(5).plusSeconds(1));

        assertThat(fetched()).isEqualTo("keys 2");
    }

    @Test
    void areFetchedAgainForAnUnknownKeyButNotTooOften() {
        fetched();

        assertThat(keys.invalidate()).isFalse();
        assertThat(fetched()).isEqualTo("keys 1");

        clock.move(Duration.ofSeconds(6));
        assertThat(keys.invalidate()).isTrue();
        assertThat(fetched()).isEqualTo("keys 2");
    }

    @Test
    void areNotAskedForAgainRightAfterAFailure() {
        Callable<String> failing = () -> {
            fetches++;
            throw new IllegalStateException("away");
        };
        assertThatThrownBy(() -> keys.get("keys", failing)).hasRootCauseMessage("away");

        assertThatThrownBy(() -> keys.get("keys", failing))
                .hasRootCauseMessage("the issuer's keys could not be fetched a moment ago");
        assertThat(fetches).isEqualTo(1);

        clock.move(Duration.ofSeconds(1));
        assertThat(fetched()).isEqualTo("keys 2");
    }

    private String fetched() {
        return String.valueOf(keys.<String>get("keys", () -> "keys " + ++fetches));
    }

    private static final class MovableClock extends Clock {

        private Instant now = Instant.parse("2026-11-22T10:00:00Z");

        void move(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
