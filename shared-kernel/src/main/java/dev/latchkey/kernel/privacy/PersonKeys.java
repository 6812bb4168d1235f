package dev.latchkey.kernel.privacy;

import dev.latchkey.kernel.values.UserId;
import java.security.SecureRandom;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The vault: one wrapped key a person, in schema {@code vault}.
 *
 * <p>Token-service owns it; a service that shows personal data may read it (DESIGN section 5). Nothing caches a key, so
 * that destroying it takes effect at once.
 */
public final class PersonKeys {

    private final JdbcClient jdbc;
    private final KeyEncryption keyEncryption;
    private final SecureRandom random = new SecureRandom();

    public PersonKeys(JdbcClient jdbc, KeyEncryption keyEncryption) {
        this.jdbc = jdbc;
        this.keyEncryption = keyEncryption;
    }

    /** Makes and keeps the key of a new person, in the caller's transaction. */
    public PersonKey create(UserId owner) {
        byte[] key = new byte[PersonKey.KEY_BYTES];
        random.nextBytes(key);
        WrappedKey wrapped = keyEncryption.wrap(key, owner.toString());
        jdbc.sql("INSERT INTO vault.person_key (user_id, key_encryption_key_id, wrapped_key) VALUES (?, ?, ?)")
                .params(owner.toString(), wrapped.keyEncryptionKeyId(), wrapped.ciphertext())
                .update();
        return new PersonKey(owner, key);
    }

    /** The key of a person; empty when there is no such person or they were erased. */
    public Optional<PersonKey> find(UserId owner) {
        return read(owner, "");
    }

    /**
     * The key of a person, held until the caller's transaction ends: an erasure waits for it, or has happened before and
     * there is no key. So nothing begins for a person who is being erased.
     */
    public Optional<PersonKey> hold(UserId owner) {
        return read(owner, " FOR KEY SHARE");
    }

    /** Destroys the key of a person, in the caller's transaction; waits for those who hold it. */
    public void destroy(UserId owner) {
        jdbc.sql("DELETE FROM vault.person_key WHERE user_id = ?")
                .param(owner.toString())
                .update();
    }

    private Optional<PersonKey> read(UserId owner, String lock) {
        return jdbc.sql("SELECT key_encryption_key_id, wrapped_key FROM vault.person_key WHERE user_id = ?" + lock)
                .param(owner.toString())
                .query((row, number) -> new WrappedKey(row.getString(1), row.getBytes(2)))
                .optional()
                .map(wrapped -> new PersonKey(owner, keyEncryption.unwrap(wrapped, owner.toString())));
    }
}
