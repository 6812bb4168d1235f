package dev.latchkey.kernel.tenant;

import dev.latchkey.kernel.tenant.TenantProperties.ClientProperties;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one application of the configuration, naming the key of whatever is wrong. */
final class ClientReader {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private ClientReader() {}

    static Client read(String key, ClientProperties client) {
        ClientAuthentication authentication =
                authentication(key + ".token-endpoint-auth-method", client.tokenEndpointAuthMethod());
        String clientId = Setting.required(key + ".client-id", client.clientId());
        return new Client(
                clientId,
                client.name() == null ? clientId : client.name(),
                Setting.oneOf(key + ".app-type", AppType.class, client.appType()),
                authentication,
                secret(key + ".client-secret-sha256", authentication, client.clientSecretSha256()),
                publicKeys(key + ".public-keys", authentication, client.publicKeys()),
                client.isFirstParty(),
                client.oidcConformant(),
                grantTypes(key + ".grant-types", authentication, client.grantTypes()),
                origins(key, client),
                MobileReader.read(key + ".mobile", client.mobile()),
                Setting.oneOf(key + ".organization-usage", OrganizationUsage.class, client.organizationUsage()),
                Set.copyOf(client.scopes()),
                userVerificationRequired(key + ".user-verification", client.userVerification()),
                client.requireProofOfPossession(),
                forwardedForTrusted(key + ".is-token-endpoint-ip-header-trusted", authentication, client),
                Setting.tokenLifetime(key + ".id-token-lifetime-seconds", client.idTokenLifetimeSeconds()),
                Setting.tokenLifetime(key + ".access-token-lifetime-seconds", client.accessTokenLifetimeSeconds()),
                RefreshTokenReader.read(key + ".refresh-token", client.refreshToken()));
    }

    private static ClientAuthentication authentication(String key, @Nullable String text) {
        return Arrays.stream(ClientAuthentication.values())
                .filter(method -> method.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidTenantException(
                        key, "must be none, client_secret_post, client_secret_basic or private_key_jwt, not " + text));
    }

    private static @Nullable String secret(String key, ClientAuthentication authentication, @Nullable String sha256) {
        if (!authentication.usesSecret()) {
            if (sha256 != null) {
                throw new InvalidTenantException(
                        key, "a client that authenticates with " + authentication.wireName() + " has no secret");
            }
            return null;
        }
        if (sha256 == null || !SHA_256.matcher(sha256).matches()) {
            throw new InvalidTenantException(
                    key, "must be the SHA-256 of the secret, 64 lower-case hexadecimal digits");
        }
        return sha256;
    }

    private static List<PublicKey> publicKeys(String key, ClientAuthentication authentication, List<String> keys) {
        boolean used = authentication == ClientAuthentication.PRIVATE_KEY_JWT;
        if (used == keys.isEmpty()) {
            throw new InvalidTenantException(key, "private_key_jwt needs at least one, and nothing else has any");
        }
        return Setting.all(key, keys, PublicKeys::read);
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

    private static WebOrigins origins(String key, ClientProperties client) {
        List<String> ofCallbacks = client.callbacks().stream()
                .map(callback -> Origins.requireOriginOf(key + ".callbacks", callback))
                // Callbacks of native apps have schemes of their own; nothing of a browser's comes from there.
                .filter(origin -> origin.startsWith("http"))
                .toList();
        return WebOrigins.union(List.of(
                WebOrigins.read(key + ".web-origins", client.webOrigins()),
                WebOrigins.read(key + ".allowed-origins", client.allowedOrigins()),
                WebOrigins.read(key + ".callbacks", ofCallbacks)));
    }

    private static boolean forwardedForTrusted(
            String key, ClientAuthentication authentication, ClientProperties client) {
        if (client.isTokenEndpointIpHeaderTrusted() && !authentication.usesSecret()) {
            throw new InvalidTenantException(key, "only a client with a secret can be trusted with it");
        }
        return client.isTokenEndpointIpHeaderTrusted();
    }

    private static boolean userVerificationRequired(String key, String text) {
        return switch (text) {
            case "preferred" -> false;
            case "required" -> true;
            default -> throw new InvalidTenantException(key, "must be preferred or required, not " + text);
        };
    }
}
