package dev.latchkey.audit.completeness;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When something counts as missing, prefix {@code latchkey.audit.completeness}.
 *
 * @param grace how long an event may come later than those behind it
 * @param interval how often that is looked at
 */
@ConfigurationProperties("latchkey.audit.completeness")
record CompletenessProperties(
        @DefaultValue("1m") Duration grace,
        @DefaultValue("5s") Duration interval) {}
