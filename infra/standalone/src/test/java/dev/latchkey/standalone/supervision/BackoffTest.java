package dev.latchkey.standalone.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration SHORT_LIFE = Duration.ofSeconds(1);

    private final Backoff backoff = new Backoff();

    @Test
    void waitsTwiceAsLongEachTimeUpToALimit() {
        assertThat(backoff.afterLifeOf(SHORT_LIFE)).isEqualTo(Backoff.FIRST);
        assertThat(backoff.afterLifeOf(SHORT_LIFE)).isEqualTo(Backoff.FIRST.multipliedBy(2));
        for (int i = 0; i < 20; i++) {
            assertThat(backoff.afterLifeOf(SHORT_LIFE)).isLessThanOrEqualTo(Backoff.LONGEST);
        }
        assertThat(backoff.afterLifeOf(SHORT_LIFE)).isEqualTo(Backoff.LONGEST);
    }

    @Test
    void startsAnewAfterALongLife() {
        for (int i = 0; i < 20; i++) {
            backoff.afterLifeOf(SHORT_LIFE);
        }

        assertThat(backoff.afterLifeOf(Backoff.LONG_LIFE)).isEqualTo(Backoff.FIRST);
    }
}
