package dev.latchkey.kernel.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application.
 *
 * @param clientSecretSha256 lower-case hexadecimal SHA-256 of the secret of a confidential application; a secret is long
 *     and random, so that a fast hash is enough
 * @param publicKeys verify the assertions of an application with {@code private_key_jwt}
 * @param grantTypes what the token endpoint does for it
 * @param origins web origins on which its ceremonies and its browser's requests may run: web origins, allowed origins and
 *     the origins of its callbacks
 * @param mobile its native apps
 * @param scopes what it may ask for itself with client credentials
 * @param userVerificationRequired whether its ceremonies demand a verified user (DESIGN 7.7)
 * @param proofOfPossessionRequired whether its tokens must be bound to a key (RFC 9449)
 * @param forwardedForTrusted whether its own word for the end user's address is taken (CONTRACT section 1.4)
 */
public record Client(
        String clientId,
        String name,
        AppType appType,
        ClientAuthentication authentication,
        @Nullable String clientSecretSha256,
        List<PublicKey> publicKeys,
        boolean firstParty,
        boolean oidcConformant,
        Set<String> grantTypes,
        WebOrigins origins,
        MobileApp mobile,
        OrganizationUsage organizationUsage,
        Set<String> scopes,
        boolean userVerificationRequired,
        boolean proofOfPossessionRequired,
        boolean forwardedForTrusted,
        Duration idTokenLifetime,
        Duration accessTokenLifetime,
        RefreshTokenPolicy refreshTokens) {

    public Client {
        publicKeys = List.copyOf(publicKeys);
        grantTypes = Set.copyOf(grantTypes);
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

    /** Whether it may be given refresh tokens and exchange them. */
    public boolean mayRefresh() {
        return grantTypes.contains(GrantTypes.REFRESH_TOKEN);
    }

    /**
     * Whether its ceremonies may run on this origin (CONTRACT section 4): a listed web origin at or below the domain's RP
     * ID or related to it, or one of its native apps.
     */
    public boolean mayRunCeremoniesOn(String origin, Domain domain) {
        return (origins.allows(origin) && domain.isInScope(origin))
                || (mobile.android() != null && mobile.android().origins().contains(origin))
                || (mobile.ios() != null && origin.equals("https://" + domain.relyingPartyId()));
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
