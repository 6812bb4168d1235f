package dev.latchkey.authenticator;

import java.security.KeyPair;
import java.security.SecureRandom;

/** A discoverable credential in the authenticator's memory. */
public final class Passkey {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] credentialId;
    private final String relyingPartyId;
    private final byte[] userHandle;
    private final Algorithm algorithm;
    private final KeyPair keyPair;
    private long signatureCount;

    private Passkey(byte[] credentialId, String relyingPartyId, byte[] userHandle, Algorithm algorithm) {
        this.credentialId = credentialId;
        this.relyingPartyId = relyingPartyId;
        this.userHandle = userHandle;
        this.algorithm = algorithm;
        this.keyPair = algorithm.newKeyPair();
    }

    static Passkey created(String relyingPartyId, byte[] userHandle, Algorithm algorithm) {
        var credentialId = new byte[16];
        RANDOM.nextBytes(credentialId);
        return new Passkey(credentialId, relyingPartyId, userHandle, algorithm);
    }

    /** Names this passkey at the relying party. */
    public byte[] credentialId() {
        return credentialId.clone();
    }

    /** The RP ID it belongs to. */
    public String relyingPartyId() {
        return relyingPartyId;
    }

    /** The {@code user.id} it was made for. */
    public byte[] userHandle() {
        return userHandle.clone();
    }

    /** What it signs with. */
    public Algorithm algorithm() {
        return algorithm;
    }

    /** Its key pair, for signatures made by hand. */
    public KeyPair keyPair() {
        return keyPair;
    }

    byte[] sign(byte[] message) {
        return algorithm.sign(keyPair.getPrivate(), message);
    }

    synchronized long countUp() {
        return ++signatureCount;
    }
}
