package dev.latchkey.token.write.changetenant;

import dev.latchkey.kernel.tenant.TenantEntries;
import dev.latchkey.kernel.tenant.TenantEntry;
import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.TenantPart;
import dev.latchkey.token.write.changetenant.TenantChange.EnableClients;
import dev.latchkey.token.write.changetenant.TenantChange.Patch;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a change goes into what is there. */
final class Merging {

    static final String SECRET = "client-secret-sha256";
    static final String TOO_MANY = "Too many properties defined, maximum 10";
    private static final int MOST_METADATA = 10;
    private static final String PUBLIC_KEYS = "public-keys";
    private static final String METHOD = "token-endpoint-auth-method";
    private static final String ENABLED_CLIENTS = "enabled-clients";
    private static final String METADATA = "metadata";
    private static final Set<Object> WITH_SECRET = Set.of("client_secret_post", "client_secret_basic");

    private Merging() {}

    static Settings settings(TenantPart part, Settings present, Patch patch) {
        Settings merged = present.with(patch.settings());
        return part == TenantPart.CLIENT ? withWhatItsMethodNeeds(merged, patch.spareSecretSha256()) : merged;
    }

    /** A client that changes how it proves itself keeps nothing of how it did so before. */
    private static Settings withWhatItsMethodNeeds(Settings client, @Nullable String spareSecretSha256) {
        Object method = client.find(METHOD).orElse("none");
        Map<String, @Nullable Object> changed = new HashMap<>();
        if (!method.equals("private_key_jwt")) {
            changed.put(PUBLIC_KEYS, null);
        }
        if (!WITH_SECRET.contains(method)) {
            changed.put(SECRET, null);
        } else if (client.find(SECRET).isEmpty()) {
            changed.put(SECRET, spareSecretSha256);
        }
        return client.with(changed);
    }

    /** Metadata are changed entry by entry, everything else as a whole. */
    static Settings descriptions(Settings present, Map<String, ? extends @Nullable Object> patch) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(patch);
        changed.replaceAll((name, value) -> name.endsWith(METADATA) && value instanceof Map<?, ?> entries
                ? merged(present.find(name).orElse(Map.of()), entries)
                : value);
        return present.with(changed);
    }

    /** Metadata that have too many entries. */
    static Optional<String> crowded(Settings descriptions) {
        return descriptions.members().entrySet().stream()
                .filter(member -> member.getKey().endsWith(METADATA))
                .filter(member -> member.getValue() instanceof Map<?, ?> entries && entries.size() > MOST_METADATA)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Map<?, ?> merged(Object present, Map<?, ?> changed) {
        Map<Object, Object> merged = new LinkedHashMap<>((Map<?, ?>) present);
        changed.forEach((name, value) -> {
            if (value == null) {
                merged.remove(name);
            } else {
                merged.put(name, value);
            }
        });
        return merged;
    }

    /** A connection without a list is for all clients there are; from now on it has one. */
    static Settings enabled(Settings present, EnableClients change, TenantEntries entries) {
        Set<Object> enabled = new LinkedHashSet<>();
        if (present.find(ENABLED_CLIENTS).orElse(null) instanceof List<?> listed) {
            enabled.addAll(listed);
        } else {
            entries.all(TenantPart.CLIENT).stream().map(TenantEntry::id).forEach(enabled::add);
        }
        change.clients().forEach((client, status) -> {
            if (status) {
                enabled.add(client);
            } else {
                enabled.remove(client);
            }
        });
        return present.with(Map.of(ENABLED_CLIENTS, List.copyOf(enabled)));
    }
}
