package dev.latchkey.kernel.tenant;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an application's refresh tokens live (CONTRACT section 7).
 *
 * @param rotating whether each exchange gives a new token and ends the old one
 * @param leeway how long the token before the current one is still accepted, for answers that were lost
 * @param lifetime from the first token of a family on, whatever is exchanged; absent, without end
 * @param idleLifetime from one exchange to the next; absent, without end
 * @param resources further audiences that one refresh token can get tokens for
 */
public record RefreshTokenPolicy(
        boolean rotating,
        Duration leeway,
        @Nullable Duration lifetime,
        @Nullable Duration idleLifetime,
        List<Resource> resources) {

    public RefreshTokenPolicy {
        resources = List.copyOf(resources);
    }

    /** An API and what can be asked for there with a refresh token. */
    public record Resource(String audience, Set<String> scopes) {

        public Resource {
            scopes = Set.copyOf(scopes);
        }
    }

    /** The resource with this audience. */
    public Optional<Resource> resource(String audience) {
        return resources.stream()
                .filter(resource -> resource.audience().equals(audience))
                .findFirst();
    }
}
