package dev.latchkey.token.webauthn;

/** The layout of an attestation object (WebAuthn section 6.5): one map in canonical form with authenticator data in it. */
final class AttestationObjectShape {

    private AttestationObjectShape() {}

    /**
     * Checks the layout.
     *
     * @throws IllegalArgumentException when something is cut, superfluous or not in canonical form
     */
    static void require(byte[] object) {
        CanonicalCbor reader = new CanonicalCbor(object, 0);
        if (!(reader.map().get("authData") instanceof byte[] data)) {
            throw new IllegalArgumentException("an attestation object has authenticator data");
        }
        if (reader.position() != object.length) {
            throw new IllegalArgumentException("there is something behind the attestation object");
        }
        AuthenticatorDataShape.require(data);
    }
}
