package dev.latchkey.kernel.privacy;

/** What a person calls one of their passkeys: only ever written encrypted with the person's key. */
public record PasskeyName(String value) {

    private static final String CONTEXT = "passkey-name";

    /** Encrypts it with the person's key. */
    public String encryptWith(PersonKey key) {
        return key.encrypt(value, CONTEXT);
    }

    /** Decrypts what {@link #encryptWith} wrote. */
    public static PasskeyName decrypt(String ciphertext, PersonKey key) {
        return new PasskeyName(key.decrypt(ciphertext, CONTEXT));
    }

    /** Hides the personal data from logs. */
    @Override
    public String toString() {
        return "PasskeyName[hidden]";
    }
}
