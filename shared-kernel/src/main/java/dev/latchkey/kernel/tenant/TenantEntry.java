package dev.latchkey.kernel.tenant;

import dev.latchkey.kernel.events.TenantEvent;
import dev.latchkey.kernel.events.TenantSettled;
import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.TenantPart;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client, connection or domain by its settings.
 *
 * @param settings in the words of the configuration file
 * @param descriptions what operators noted about it, in the words of the Management API
 * @param gone whether operators took it away, be it out of the configuration file
 * @param createdAt when operators made it or first changed it; absent while it is as in the configuration file
 */
public record TenantEntry(
        TenantPart part,
        String id,
        Settings settings,
        Settings descriptions,
        boolean gone,
        @Nullable Instant createdAt) {

    static TenantEntry ofFile(TenantPart part, String id, Settings settings) {
        return new TenantEntry(part, id, settings, Settings.NONE, false, null);
    }

    TenantEntry withSettings(Settings changed) {
        return new TenantEntry(part, id, changed, descriptions, gone, createdAt);
    }

    /** What it is after a fact. */
    public static TenantEntry after(TenantEvent fact, @Nullable TenantEntry before) {
        Instant createdAt = before == null || before.gone || before.createdAt == null ? fact.at() : before.createdAt;
        return fact instanceof TenantSettled settled
                ? new TenantEntry(fact.part(), fact.id(), settled.settings(), settled.descriptions(), false, createdAt)
                : new TenantEntry(fact.part(), fact.id(), Settings.NONE, Settings.NONE, true, createdAt);
    }
}
