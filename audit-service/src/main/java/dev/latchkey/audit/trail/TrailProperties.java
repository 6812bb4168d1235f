package dev.latchkey.audit.trail;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long entries are kept, prefix {@code latchkey.audit}.
 *
 * @param retention whole months go when all of their events are older; absent keeps everything for ever
 */
@ConfigurationProperties("latchkey.audit")
record TrailProperties(@Nullable Duration retention) {

    TrailProperties {
        if (retention != null && !retention.isPositive()) {
            throw new IllegalArgumentException("latchkey.audit.retention must be longer than nothing");
        }
    }

    Optional<Duration> limit() {
        return Optional.ofNullable(retention);
    }
}
