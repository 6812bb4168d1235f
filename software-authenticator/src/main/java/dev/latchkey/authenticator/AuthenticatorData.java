package dev.latchkey.authenticator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The byte layout of authenticator data (WebAuthn L3 §6.1). */
final class AuthenticatorData {

    private AuthenticatorData() {}

    static byte[] of(byte[] rpIdHash, Flags flags, long signatureCount, byte[] attestedData, byte[] extensions) {
        var head = ByteBuffer.allocate(5).put((byte) flags.bits()).putInt((int) signatureCount);
        return Cbor.joined(rpIdHash, head.array(), attestedData, extensions);
    }

    static byte[] attested(UUID aaguid, byte[] credentialId, byte[] publicKey) {
        var head = ByteBuffer.allocate(18)
                .putLong(aaguid.getMostSignificantBits())
                .putLong(aaguid.getLeastSignificantBits())
                .putShort((short) credentialId.length);
        return Cbor.joined(head.array(), credentialId, publicKey);
    }

    static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
