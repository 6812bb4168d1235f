package dev.latchkey.audit.proof;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the trail is signed, prefix {@code latchkey.audit.tree-heads}.
 *
 * @param interval how often a head is signed, if there is anything new to sign
 * @param keys JSON Web Keys of the curve P-256, each as its text; the first signs, all are published
 * @param origin names the trail in its heads; absent means the issuer of the tenant's first domain
 */
@ConfigurationProperties("latchkey.audit.tree-heads")
record TreeHeadProperties(
        @DefaultValue("1m") Duration interval,
        @DefaultValue List<String> keys,
        @Nullable String origin) {

    TreeHeadProperties {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("latchkey.audit.tree-heads.interval must be longer than nothing");
        }
        keys = List.copyOf(keys);
    }

    /** Keeps the keys out of every log. */
    @Override
    public String toString() {
        return "TreeHeadProperties[interval=%s, origin=%s, %d keys]".formatted(interval, origin, keys.size());
    }
}
