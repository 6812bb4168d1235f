package dev.latchkey.token.webauthn;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The layout of authenticator data (WebAuthn section 6.1): what the flags announce, in canonical form, and nothing behind
 * it.
 *
 * <p>Whether the ceremony has what it needs is not looked at here: data that are announced and missing are well-formed.
 */
final class AuthenticatorDataShape {

    private static final int FLAGS_INDEX = 32;
    private static final int HEAD_BYTES = 37;
    private static final int AAGUID_BYTES = 16;
    private static final int ATTESTED_DATA = 1 << 6;
    private static final int EXTENSION_DATA = 1 << 7;

    private AuthenticatorDataShape() {}

    /**
     * Checks the layout.
     *
     * @throws IllegalArgumentException when something is cut, superfluous or not in canonical form
     */
    static void require(byte[] data) {
        if (data.length < HEAD_BYTES) {
            throw new IllegalArgumentException("authenticator data are cut");
        }
        int end = HEAD_BYTES;
        if (has(data, ATTESTED_DATA) && end < data.length) {
            CanonicalCbor reader = new CanonicalCbor(data, endOfCredentialId(data));
            requireCoseKey(reader.map());
            end = reader.position();
        }
        if (has(data, EXTENSION_DATA) && end < data.length) {
            CanonicalCbor reader = new CanonicalCbor(data, end);
            reader.map();
            end = reader.position();
        }
        if (end != data.length) {
            throw new IllegalArgumentException("authenticator data hold more than their flags announce");
        }
    }

    private static boolean has(byte[] data, int flag) {
        return (data[FLAGS_INDEX] & flag) != 0;
    }

    private static int endOfCredentialId(byte[] data) {
        int lengthIndex = HEAD_BYTES + AAGUID_BYTES;
        if (data.length < lengthIndex + 2) {
            throw new IllegalArgumentException("attested credential data are cut");
        }
        return lengthIndex + 2 + Short.toUnsignedInt(ByteBuffer.wrap(data).getShort(lengthIndex));
    }

    /** The library would take a label or a coordinate in words too, beside or instead of the real one. */
    private static void requireCoseKey(Map<Object, Object> key) {
        key.forEach((label, value) -> {
            boolean isParameterOfItsType = label instanceof Long number && number < 0;
            if (!(label instanceof Long) || (isParameterOfItsType && value instanceof String)) {
                throw new IllegalArgumentException("a COSE key has numbers for labels and bytes for coordinates");
            }
        });
    }
}
