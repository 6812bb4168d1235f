package dev.latchkey.token.webauthn;

import com.webauthn4j.converter.AuthenticatorDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionAuthenticatorOutput;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import java.nio.ByteBuffer;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads the authenticator data of an assertion (WebAuthn section 6.1).
 *
 * <p>Nearly all of them are the 37 bytes of hash, flags and counter. The library's converter makes a JSON and a CBOR
 * mapper for each that has no extensions, which costs more than verifying its signature; so these are read here, and
 * everything longer by the library.
 */
final class AuthenticatorDataReader {

    private static final int RELYING_PARTY_ID_HASH_BYTES = 32;
    private static final int HEAD_BYTES = 37;

    private final AuthenticatorDataConverter converter;
    private final AuthenticationExtensionsAuthenticatorOutputs<AuthenticationExtensionAuthenticatorOutput> noExtensions;

    AuthenticatorDataReader(ObjectConverter objects) {
        converter = new AuthenticatorDataConverter(objects);
        noExtensions =
                new AuthenticationExtensionsAuthenticatorOutputs<>(JsonNodeFactory.instance.objectNode(), objects);
    }

    AuthenticatorData<AuthenticationExtensionAuthenticatorOutput> read(byte[] data) {
        if (data.length != HEAD_BYTES) {
            return converter.convert(data);
        }
        ByteBuffer head = ByteBuffer.wrap(data);
        byte[] relyingPartyIdHash = new byte[RELYING_PARTY_ID_HASH_BYTES];
        head.get(relyingPartyIdHash);
        byte flags = head.get();
        return new AuthenticatorData<>(relyingPartyIdHash, flags, Integer.toUnsignedLong(head.getInt()), noExtensions);
    }
}
