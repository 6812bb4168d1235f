package dev.latchkey.kernel.tenant;

import dev.latchkey.kernel.values.IdentifierType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A realm of people, in which identifiers are unique (CONTRACT sections 2.1 and 13).
 *
 * @param passkeysEnabled whether passkeys sign people in here
 * @param signupEnabled whether new people may join
 * @param identifiers by what people are known here, a status for every type
 * @param enabledClients the applications that may use it; absent, all
 */
public record Connection(
        String name,
        boolean passkeysEnabled,
        boolean signupEnabled,
        Map<IdentifierType, IdentifierStatus> identifiers,
        UsernamePolicy usernamePolicy,
        @Nullable Set<String> enabledClients) {

    public Connection {
        identifiers = Map.copyOf(identifiers);
        enabledClients = enabledClients == null ? null : Set.copyOf(enabledClients);
    }

    /** Whether this identifier must, may or must not be given at signup. */
    public IdentifierStatus statusOf(IdentifierType type) {
        return identifiers.getOrDefault(type, IdentifierStatus.INACTIVE);
    }

    /** Whether the application may send people here. */
    public boolean isEnabledFor(Client client) {
        return enabledClients == null || enabledClients.contains(client.clientId());
    }
}
