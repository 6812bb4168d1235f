package dev.latchkey.kernel.privacy;

import dev.latchkey.kernel.values.UserId;
import java.security.SecureRandom;

/** Keys of people who stand in no vault. */
public final class TestPersonKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private TestPersonKeys() {}

    public static PersonKey of(UserId owner) {
        byte[] key = new byte[PersonKey.KEY_BYTES];
        RANDOM.nextBytes(key);
        return new PersonKey(owner, key);
    }
}
