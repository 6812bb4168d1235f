package dev.latchkey.kernel.tenant;

import java.time.Duration;
import java.util.Set;

/**
 * An API that accepts our access tokens.
 *
 * @param identifier the audience
 * @param scopes what can be asked for it
 * @param offlineAccessAllowed whether refresh tokens may be had for it (CONTRACT section 6)
 */
public record ResourceServer(
        String identifier, Set<String> scopes, Duration accessTokenLifetime, boolean offlineAccessAllowed) {

    public ResourceServer {
        scopes = Set.copyOf(scopes);
    }
}
