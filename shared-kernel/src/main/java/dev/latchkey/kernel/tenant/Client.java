package dev.latchkey.kernel.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application.
 *
 * @param clientSecretSha256 lower-case hexadecimal SHA-256 of the secret of a confidential application; a secret is long
 *     and random, so that a fast hash is enough
 * @param grantTypes what the token endpoint does for it
 * @param webOrigins origins on which its ceremonies may run
 * @param scopes what it may ask for itself with client credentials
 * @param userVerificationRequired whether its ceremonies demand a verified user (DESIGN 7.7)
 */
public record Client(
        String clientId,
        String name,
        AppType appType,
        ClientAuthentication authentication,
        @Nullable String clientSecretSha256,
        boolean firstParty,
        boolean oidcConformant,
        Set<String> grantTypes,
        Set<String> webOrigins,
        Set<String> scopes,
        boolean userVerificationRequired,
        Duration idTokenLifetime,
        Duration accessTokenLifetime) {

    public Client {
        grantTypes = Set.copyOf(grantTypes);
        webOrigins = Set.copyOf(webOrigins);
        scopes = Set.copyOf(scopes);
    }

    /** Whether it can keep no secret. */
    public boolean isPublic() {
        return authentication == ClientAuthentication.NONE;
    }

    /** Whether it may use the passkey endpoints and grant (CONTRACT section 1.3). */
    public boolean mayUsePasskeys() {
        return grantTypes.contains(GrantTypes.WEBAUTHN) && firstParty && oidcConformant;
    }

    /** Whether this is its secret, compared in constant time. */
    public boolean hasSecret(String presented) {
        return clientSecretSha256 != null
                && MessageDigest.isEqual(HexFormat.of().parseHex(clientSecretSha256), sha256(presented));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Hides even the hash of the secret from logs. */
    @Override
    public String toString() {
        return "Client[" + clientId + "]";
    }
}
