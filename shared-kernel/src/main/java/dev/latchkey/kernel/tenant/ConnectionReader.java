package dev.latchkey.kernel.tenant;

import dev.latchkey.kernel.tenant.TenantProperties.ConnectionProperties;
import dev.latchkey.kernel.tenant.TenantProperties.IdentifiersProperties;
import dev.latchkey.kernel.tenant.TenantProperties.UsernameProperties;
import dev.latchkey.kernel.values.IdentifierType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one connection of the configuration, naming the key of whatever is wrong. */
final class ConnectionReader {

    /** What clients may send as a realm or connection (CONTRACT section 12). */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-]{1,128}");

    private static final int LONGEST_USERNAME_CHARACTERS = 128;

    private final List<Client> clients;

    ConnectionReader(List<Client> clients) {
        this.clients = clients;
    }

    Connection read(String key, ConnectionProperties connection) {
        return new Connection(
                Setting.matching(key + ".name", connection.name(), NAME, "1 to 128 letters, digits and hyphens"),
                connection.passkeysEnabled(),
                connection.signupEnabled(),
                identifiers(key + ".identifiers", connection.identifiers()),
                username(key + ".username", connection.username()),
                enabledClients(key + ".enabled-clients", connection.enabledClients()));
    }

    private static Map<IdentifierType, IdentifierStatus> identifiers(String key, IdentifiersProperties identifiers) {
        Map<IdentifierType, IdentifierStatus> statuses = Map.of(
                IdentifierType.EMAIL, status(key + ".email", identifiers.email()),
                IdentifierType.PHONE_NUMBER, status(key + ".phone-number", identifiers.phoneNumber()),
                IdentifierType.USERNAME, status(key + ".username", identifiers.username()));
        if (statuses.values().stream().allMatch(IdentifierStatus.INACTIVE::equals)) {
            throw new InvalidTenantException(key, "people need at least one identifier that is not inactive");
        }
        return statuses;
    }

    private static IdentifierStatus status(String key, String text) {
        return Setting.oneOf(key, IdentifierStatus.class, text);
    }

    private static UsernamePolicy username(String key, UsernameProperties username) {
        int fewest = Setting.between(key + ".min-length", username.minLength(), 1, LONGEST_USERNAME_CHARACTERS);
        int most = Setting.between(key + ".max-length", username.maxLength(), fewest, LONGEST_USERNAME_CHARACTERS);
        return new UsernamePolicy(fewest, most, username.allowEmail(), username.allowPhoneNumber());
    }

    private @Nullable Set<String> enabledClients(String key, @Nullable List<String> enabled) {
        if (enabled == null) {
            return null;
        }
        for (String clientId : enabled) {
            if (clients.stream().noneMatch(client -> client.clientId().equals(clientId))) {
                throw new InvalidTenantException(key, "no client is called " + clientId);
            }
        }
        return Set.copyOf(enabled);
    }
}
