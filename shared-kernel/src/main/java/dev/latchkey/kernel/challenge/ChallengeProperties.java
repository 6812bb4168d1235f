package dev.latchkey.kernel.challenge;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long challenges live, prefix {@code latchkey.challenge}.
 *
 * @param ttlSeconds how long a person has to answer
 * @param retentionDays how long the fact that a challenge was handed out is kept
 */
@ConfigurationProperties("latchkey.challenge")
public record ChallengeProperties(
        @DefaultValue("60") int ttlSeconds,
        @DefaultValue("30") int retentionDays) {

    public ChallengeProperties {
        requireWithin("ttl-seconds", ttlSeconds, 5, 600);
        requireWithin("retention-days", retentionDays, 1, 3_650);
    }

    Duration ttl() {
        return Duration.ofSeconds(ttlSeconds);
    }

    Duration retention() {
        return Duration.ofDays(retentionDays);
    }

    private static void requireWithin(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "latchkey.challenge." + key + " must lie between " + least + " and " + most + ", not " + value);
        }
    }
}
