package dev.latchkey.token.write.changetenant;

import dev.latchkey.kernel.values.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an operator wants of a client, connection or domain. */
public sealed interface TenantChange {

    /** To make one. */
    record Register(Settings settings, Settings descriptions) implements TenantChange {}

    /**
     * To change some of its settings; those that are null go back to their defaults.
     *
     * @param spareSecretSha256 of a secret, for a client that needs one and has none
     */
    record Patch(
            Map<String, ? extends @Nullable Object> settings,
            Map<String, ? extends @Nullable Object> descriptions,
            @Nullable String spareSecretSha256)
            implements TenantChange {}

    /** To give a client another secret. */
    record RotateSecret(String secretSha256) implements TenantChange {}

    /** To let clients use a connection, or not any more. */
    record EnableClients(Map<String, Boolean> clients) implements TenantChange {}

    /** To take it away. */
    record Delete() implements TenantChange {}
}
