package dev.latchkey.kernel.privacy;

import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.values.Identifier;
import dev.latchkey.kernel.values.Profile;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns identifiers into keyed hashes, by which a person can be found without their identifiers being readable.
 *
 * <p>The key lasts: losing it makes every look-up by identifier and every uniqueness rule blind.
 */
public final class IdentifierHasher {

    private final SecretKeySpec key;

    public IdentifierHasher(byte[] key) {
        this.key = new SecretKeySpec(key, KeyedHash.ALGORITHM);
    }

    /** The hash of a normalized identifier within its realm. */
    public IdentifierHash hash(String realm, Identifier identifier) {
        String text = realm + '\0' + identifier.type().wireName() + '\0' + identifier.value();
        return new IdentifierHash(identifier.type(), KeyedHash.of(key, text));
    }

    /** The hashes of all identifiers of a profile. */
    public List<IdentifierHash> hashAll(String realm, Profile profile) {
        return profile.identifiers().stream()
                .map(identifier -> hash(realm, identifier))
                .toList();
    }
}
