package dev.latchkey.kernel.tenant;

import dev.latchkey.kernel.tenant.TenantProperties.ClientProperties;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one application of the configuration, naming the key of whatever is wrong. */
final class ClientReader {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    Client read(String key, ClientProperties client) {
        ClientAuthentication authentication = authentication(key, client.tokenEndpointAuthMethod());
        return new Client(
                TenantReader.required(key + ".client-id", client.clientId()),
                client.name() == null ? TenantReader.required(key + ".client-id", client.clientId()) : client.name(),
                appType(key + ".app-type", client.appType()),
                authentication,
                secret(key + ".client-secret-sha256", authentication, client.clientSecretSha256()),
                client.isFirstParty(),
                client.oidcConformant(),
                grantTypes(key + ".grant-types", authentication, client.grantTypes()),
                webOrigins(key + ".web-origins", client.webOrigins()),
                Set.copyOf(client.scopes()),
                userVerificationRequired(key + ".user-verification", client.userVerification()),
                TenantReader.lifetime(key + ".id-token-lifetime-seconds", client.idTokenLifetimeSeconds()),
                TenantReader.lifetime(key + ".access-token-lifetime-seconds", client.accessTokenLifetimeSeconds()));
    }

    private static AppType appType(String key, @Nullable String text) {
        return Arrays.stream(AppType.values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidTenantException(
                        key, "must be native, spa, regular_web or non_interactive, not " + text));
    }

    private static ClientAuthentication authentication(String key, @Nullable String text) {
        return Arrays.stream(ClientAuthentication.values())
                .filter(method -> method.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidTenantException(
                        key + ".token-endpoint-auth-method",
                        "must be none, client_secret_post or client_secret_basic, not " + text));
    }

    private static @Nullable String secret(String key, ClientAuthentication authentication, @Nullable String sha256) {
        if (authentication == ClientAuthentication.NONE) {
            if (sha256 != null) {
                throw new InvalidTenantException(key, "a client without authentication has no secret");
            }
            return null;
        }
        if (sha256 == null || !SHA_256.matcher(sha256).matches()) {
            throw new InvalidTenantException(
                    key, "must be the SHA-256 of the secret, 64 lower-case hexadecimal digits");
        }
        return sha256;
    }

    private static Set<String> grantTypes(String key, ClientAuthentication authentication, List<String> grantTypes) {
        for (String grantType : grantTypes) {
            if (!GrantTypes.SUPPORTED.contains(grantType)) {
                throw new InvalidTenantException(key, grantType + " is not one of " + GrantTypes.SUPPORTED);
            }
        }
        if (authentication == ClientAuthentication.NONE && grantTypes.contains(GrantTypes.CLIENT_CREDENTIALS)) {
            throw new InvalidTenantException(key, "client_credentials needs a client that authenticates");
        }
        return new HashSet<>(grantTypes);
    }

    private static Set<String> webOrigins(String key, List<String> origins) {
        return origins.stream()
                .map(origin -> Origins.requireOrigin(key, origin).toString())
                .collect(Collectors.toSet());
    }

    private static boolean userVerificationRequired(String key, String text) {
        return switch (text) {
            case "preferred" -> false;
            case "required" -> true;
            default -> throw new InvalidTenantException(key, "must be preferred or required, not " + text);
        };
    }
}
