package dev.latchkey.token.webauthn;

/**
 * A public key that was made elsewhere and passed the policy for passkeys.
 *
 * @param publicKey the COSE key, base64url
 * @param algorithm the COSE algorithm number
 */
public record ImportedKey(String publicKey, long algorithm) {}
