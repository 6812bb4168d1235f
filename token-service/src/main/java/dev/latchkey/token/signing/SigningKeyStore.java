package dev.latchkey.token.signing;

import com.nimbusds.jose.jwk.RSAKey;
import dev.latchkey.kernel.privacy.KeyEncryption;
import dev.latchkey.kernel.privacy.WrappedKey;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the signing keys in table {@code signing_key}, wrapped, so that they outlive restarts and all instances agree. */
@Repository
class SigningKeyStore {

    /** Any number, the same in every instance: one of them at a time changes the keys. */
    private static final long LOCK = 7_245_001L;

    private final JdbcClient jdbc;
    private final KeyEncryption keyEncryption;

    SigningKeyStore(JdbcClient jdbc, KeyEncryption keyEncryption) {
        this.jdbc = jdbc;
        this.keyEncryption = keyEncryption;
    }

    /** Holds off other instances until the caller's transaction ends. */
    void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query().singleValue();
    }

    /** All keys, the newest to become active last. */
    List<SigningKey> all() {
        return jdbc.sql("""
                        SELECT key_id, key_encryption_key_id, wrapped_key, created_at, active_from, published_until
                        FROM signing_key ORDER BY active_from
                        """).query((row, number) -> read(row)).list();
    }

    void add(SigningKey key) {
        WrappedKey wrapped =
                keyEncryption.wrap(key.key().toJSONString().getBytes(StandardCharsets.UTF_8), purpose(key.id()));
        jdbc.sql("""
                        INSERT INTO signing_key
                            (key_id, key_encryption_key_id, wrapped_key, created_at, active_from)
                        VALUES (?, ?, ?, ?, ?)
                        """)
                .params(
                        key.id(),
                        wrapped.keyEncryptionKeyId(),
                        wrapped.ciphertext(),
                        key.createdAt().atOffset(ZoneOffset.UTC),
                        key.activeFrom().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Ends the publication of all keys that have no end yet. */
    void retireAll(Instant publishedUntil) {
        jdbc.sql("UPDATE signing_key SET published_until = ? WHERE published_until IS NULL")
                .param(publishedUntil.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Removes keys that are published no more. */
    void removeUnpublished(Instant now) {
        jdbc.sql("DELETE FROM signing_key WHERE published_until < ?")
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private SigningKey read(ResultSet row) throws SQLException {
        String id = row.getString("key_id");
        WrappedKey wrapped = new WrappedKey(row.getString("key_encryption_key_id"), row.getBytes("wrapped_key"));
        String jwk = new String(keyEncryption.unwrap(wrapped, purpose(id)), StandardCharsets.UTF_8);
        return new SigningKey(parse(jwk), instant(row, "created_at"), instant(row, "active_from"), instantOrNull(row));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row) throws SQLException {
        OffsetDateTime until = row.getObject("published_until", OffsetDateTime.class);
        return until == null ? null : until.toInstant();
    }

    private static RSAKey parse(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException broken) {
            throw new IllegalStateException("a stored signing key cannot be read", broken);
        }
    }

    private static String purpose(String keyId) {
        return "signing-key " + keyId;
    }
}
