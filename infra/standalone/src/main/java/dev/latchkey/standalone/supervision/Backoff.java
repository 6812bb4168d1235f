package dev.latchkey.standalone.supervision;

import java.time.Duration;

/** How long to wait before a part that died is started again: longer each time, up to a limit, and from the beginning after a long life. */
final class Backoff {

    static final Duration FIRST = Duration.ofMillis(200);
    static final Duration LONGEST = Duration.ofSeconds(15);
    static final Duration LONG_LIFE = Duration.ofMinutes(1);

    private Duration next = FIRST;

    Duration afterLifeOf(Duration life) {
        if (life.compareTo(LONG_LIFE) >= 0) {
            next = FIRST;
        }
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return pause;
    }
}
