package dev.latchkey.audit.export;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What exports may take, prefix {@code latchkey.audit.export}.
 *
 * @param concurrent how many run at once on one instance; further ones are answered 429
 */
@ConfigurationProperties("latchkey.audit.export")
record ExportProperties(@DefaultValue("2") int concurrent) {}
