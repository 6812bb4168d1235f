package dev.latchkey.kernel.privacy;

import com.google.crypto.tink.subtle.AesGcmJce;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One person's own key: encrypts what events say of the person; destroying it erases them everywhere. */
public final class PersonKey {

    static final int KEY_BYTES = 32;

    private static final String MAC_ALGORITHM = "HmacSHA256";

    private final UserId owner;
    private final SecretKeySpec macKey;
    private final AesGcmJce cipher;

    PersonKey(UserId owner, byte[] key) {
        this.owner = owner;
        this.macKey = new SecretKeySpec(key, MAC_ALGORITHM);
        try {
            this.cipher = new AesGcmJce(key);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("the key of a person is unusable", unusable);
        }
    }

    /** Encrypts a text; owner and context are authenticated, so that a ciphertext cannot stand in another place. */
    public String encrypt(String text, String context) {
        try {
            return Base64Url.encode(cipher.encrypt(text.getBytes(StandardCharsets.UTF_8), associatedData(context)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("personal data cannot be encrypted", broken);
        }
    }

    /** Decrypts what {@link #encrypt} made for the same owner and context. */
    public String decrypt(String ciphertext, String context) {
        byte[] bytes = Base64Url.decode(ciphertext)
                .orElseThrow(() -> new IllegalArgumentException("personal data are not base64url"));
        try {
            return new String(cipher.decrypt(bytes, associatedData(context)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException tampered) {
            throw new IllegalArgumentException("personal data do not open with their person's key", tampered);
        }
    }

    /**
     * Authenticates data (HMAC-SHA-256) for one purpose, so that what was made for it can be recognized as long as the
     * person exists.
     */
    public byte[] authenticate(byte[] data, String context) {
        try {
            Mac mac = Mac.getInstance(MAC_ALGORITHM);
            mac.init(macKey);
            // A key of its own for the purpose: the person's key itself only ever encrypts.
            mac.init(new SecretKeySpec(mac.doFinal(associatedData(context)), MAC_ALGORITHM));
            return mac.doFinal(data);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + MAC_ALGORITHM, impossible);
        }
    }

    private byte[] associatedData(String context) {
        return (owner + "\0" + context).getBytes(StandardCharsets.UTF_8);
    }
}
