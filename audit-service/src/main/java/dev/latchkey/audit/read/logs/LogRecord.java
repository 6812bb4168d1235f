package dev.latchkey.audit.read.logs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table {@code log}.
 *
 * @param ip the number of a personal value, which may be gone
 * @param userAgent the number of a personal value, which may be gone
 * @param shown what is shown and not searched, JSON
 */
record LogRecord(
        LogId id,
        Instant time,
        int kind,
        @Nullable Integer client,
        @Nullable Integer connection,
        @Nullable Integer host,
        @Nullable Integer organization,
        @Nullable String userId,
        @Nullable Long ip,
        @Nullable Long userAgent,
        String shown) {}
