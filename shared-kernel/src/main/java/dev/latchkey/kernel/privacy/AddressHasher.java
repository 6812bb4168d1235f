package dev.latchkey.kernel.privacy;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Hashes IP addresses under a key of the day, which is destroyed when the day is over (UTC): within a day one can see
 * that two challenges came from one address, afterwards nobody can find out which.
 *
 * <p>The key rests wrapped in table {@code address_key} of the service's own schema, so that all instances share it.
 */
public final class AddressHasher {

    private static final int KEY_BYTES = 32;

    private final JdbcClient jdbc;
    private final KeyEncryption keyEncryption;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable DayKey current;

    private record DayKey(LocalDate day, SecretKeySpec key) {}

    public AddressHasher(JdbcClient jdbc, KeyEncryption keyEncryption, Clock clock) {
        this.jdbc = jdbc;
        this.keyEncryption = keyEncryption;
        this.clock = clock;
    }

    /** The hash of an address under today's key. */
    public String hash(String address) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        DayKey dayKey = current;
        if (dayKey == null || !dayKey.day().equals(today)) {
            dayKey = new DayKey(today, keyOf(today));
            current = dayKey;
        }
        return KeyedHash.of(dayKey.key(), address);
    }

    private SecretKeySpec keyOf(LocalDate today) {
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        WrappedKey wrapped = keyEncryption.wrap(fresh, purpose(today));
        jdbc.sql("DELETE FROM address_key WHERE day < ?").param(today).update();
        jdbc.sql("INSERT INTO address_key (day, key_encryption_key_id, wrapped_key) VALUES (?, ?, ?)"
                        + " ON CONFLICT (day) DO NOTHING")
                .params(today, wrapped.keyEncryptionKeyId(), wrapped.ciphertext())
                .update();
        WrappedKey kept = jdbc.sql("SELECT key_encryption_key_id, wrapped_key FROM address_key WHERE day = ?")
                .param(today)
                .query((row, number) -> new WrappedKey(row.getString(1), row.getBytes(2)))
                .single();
        return new SecretKeySpec(keyEncryption.unwrap(kept, purpose(today)), KeyedHash.ALGORITHM);
    }

    private static String purpose(LocalDate day) {
        return "address-key " + day;
    }
}
