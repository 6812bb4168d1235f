package dev.latchkey.kernel.tenant;

import java.time.Duration;
import java.util.Set;

/**
 * An API that accepts our access tokens.
 *
 * @param identifier the audience
 * @param scopes what can be asked for it
 */
public record ResourceServer(String identifier, Set<String> scopes, Duration accessTokenLifetime) {

    public ResourceServer {
        scopes = Set.copyOf(scopes);
    }
}
