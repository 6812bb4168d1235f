package dev.latchkey.kernel.tracing;

import dev.latchkey.tracing.TracingSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whether and to where traces go, prefix {@code latchkey.tracing}.
 *
 * @param endpoint an OTLP/HTTP receiver; without one there are no traces
 * @param sampling which part of the requests is followed that no front door has decided of, from 0 to 1
 */
@ConfigurationProperties(value = "latchkey.tracing", ignoreUnknownFields = false)
record TracingProperties(
        @Nullable String endpoint, @Nullable String sampling) {

    TracingSettings settings() {
        return TracingSettings.of(endpoint, sampling);
    }
}
