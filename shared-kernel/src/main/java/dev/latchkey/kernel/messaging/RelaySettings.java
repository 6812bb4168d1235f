package dev.latchkey.kernel.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How instances of a service share the relay's work, prefix {@code latchkey.relay}.
 *
 * @param claim after how long without a sign of life another instance takes the work over
 */
@ConfigurationProperties("latchkey.relay")
public record RelaySettings(@DefaultValue("10s") Duration claim) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    public RelaySettings {
        if (claim.compareTo(SHORTEST) < 0 || claim.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("latchkey.relay.claim must lie between 1s and 10m, not " + claim);
        }
    }
}
