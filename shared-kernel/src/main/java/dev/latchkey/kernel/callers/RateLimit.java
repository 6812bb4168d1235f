package dev.latchkey.kernel.callers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.List;

/** One limit: a bucket of tokens for each caller, of which each request takes one. */
final class RateLimit {

    /** A bucket that nobody asked for so long is forgotten; the slowest of the usual ones is full again by then. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

    private final List<Bandwidth> bandwidths;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;
    private final Counter hits;

    RateLimit(List<Bandwidth> bandwidths, int mostCallers, TimeMeter time, Counter hits) {
        this.bandwidths = List.copyOf(bandwidths);
        this.time = time;
        this.hits = hits;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(mostCallers)
                .expireAfterAccess(FORGOTTEN_AFTER)
                .build();
    }

    /** Counts a request of this caller, and says whether it may go on. */
    Allowance count(String caller) {
        ConsumptionProbe probe = buckets.get(caller, this::bucket).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            hits.increment();
        }
        return new Allowance(
                probe.isConsumed(),
                atOnce(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** How many requests may come at once: what a caller can count down from. */
    private long atOnce() {
        return bandwidths.stream().mapToLong(Bandwidth::getCapacity).min().orElseThrow();
    }

    private Bucket bucket(String caller) {
        LocalBucketBuilder bucket = Bucket.builder().withCustomTimePrecision(time);
        bandwidths.forEach(bucket::addLimit);
        return bucket.build();
    }
}
