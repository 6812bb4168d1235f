package dev.latchkey.kernel.management;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/**
 * Keeps the issuer's key set: fetched anew when it grows old or a token names an unknown key, but never more often than
 * every few seconds, whatever key ids strangers invent (HOSTILE 88).
 */
final class IssuerKeys extends ConcurrentMapCache {

    private static final Duration LONGEST_USE = Duration.ofMinutes(5);
    private static final Duration SHORTEST_USE = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Clock clock;
    private Instant fetchedAt = Instant.MIN;
    private Instant failedAt = Instant.MIN;

    IssuerKeys(Clock clock) {
        super("issuer-keys");
        this.clock = clock;
    }

    @Override
    public synchronized <T> @Nullable T get(Object key, Callable<T> fetch) {
        if (age(fetchedAt).compareTo(LONGEST_USE) > 0) {
            super.invalidate();
        }
        return super.get(key, () -> remember(fetch));
    }

    /** Asked for when a token names a key that is not in the set. */
    @Override
    public synchronized boolean invalidate() {
        return age(fetchedAt).compareTo(SHORTEST_USE) > 0 && super.invalidate();
    }

    private <T> T remember(Callable<T> fetch) throws Exception {
        if (age(failedAt).compareTo(PAUSE_AFTER_FAILURE) < 0) {
            throw new IllegalStateException("the issuer's keys could not be fetched a moment ago");
        }
        failedAt = clock.instant();
        T keys = fetch.call();
        failedAt = Instant.MIN;
        fetchedAt = clock.instant();
        return keys;
    }

    private Duration age(Instant instant) {
        return instant.equals(Instant.MIN) ? LONGEST_USE.plusSeconds(1) : Duration.between(instant, clock.instant());
    }
}
