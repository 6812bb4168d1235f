package dev.latchkey.extension;

import java.util.Map;

/**
 * Claims to add to tokens.
 *
 * <p>A name is an {@code https} URL of yours, as {@code https://example.com/roles}; a claim of another name is left out. A value
 * is a {@link String}, a {@link Boolean}, a {@link Number}, or a {@link java.util.List} or a {@link Map} of these.
 *
 * @param accessToken what the access token says besides
 * @param idToken what the ID token says besides, if there is one
 */
public record ExtraClaims(Map<String, Object> accessToken, Map<String, Object> idToken) {

    public ExtraClaims {
        accessToken = Map.copyOf(accessToken);
        idToken = Map.copyOf(idToken);
    }

    /** Nothing to add. */
    public static ExtraClaims none() {
        return new ExtraClaims(Map.of(), Map.of());
    }

    /** The same in both tokens. */
    public static ExtraClaims inBoth(Map<String, Object> claims) {
        return new ExtraClaims(claims, claims);
    }

    /** In the access token only. */
    public static ExtraClaims inAccessToken(Map<String, Object> claims) {
        return new ExtraClaims(claims, Map.of());
    }

    /** In the ID token only. */
    public static ExtraClaims inIdToken(Map<String, Object> claims) {
        return new ExtraClaims(Map.of(), claims);
    }
}
