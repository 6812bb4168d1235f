package dev.latchkey.kernel.privacy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A table of wrapped keys that lasts longer than a key-encryption key should: wraps them anew, so that an old
 * key-encryption key can leave the configuration.
 */
public final class WrappedKeyTable {

    /** Within the time limits of a statement and a transaction, on a slow disk too. */
    private static final int PAGE_SIZE = 500;

    private final String table;
    private final String idColumn;
    private final String purposePrefix;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final KeyEncryption keyEncryption;

    /**
     * A table with the columns {@code key_encryption_key_id} and {@code wrapped_key}.
     *
     * @param purposePrefix what stands before the id in the purpose that a key was wrapped for
     */
    public WrappedKeyTable(
            String table,
            String idColumn,
            String purposePrefix,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            KeyEncryption keyEncryption) {
        this.table = table;
        this.idColumn = idColumn;
        this.purposePrefix = purposePrefix;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.keyEncryption = keyEncryption;
    }

    private record Row(String id, WrappedKey wrapped) {}

    /** How many keys each key-encryption key wraps, by its id. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql("SELECT key_encryption_key_id, count(*) FROM " + table + " GROUP BY 1")
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    /**
     * Wraps keys anew that another key-encryption key wraps; may be repeated, on several instances too.
     *
     * @param most about how many at once
     * @return how many; fewer than asked for when no more are left
     */
    public int rewrap(int most) {
        int done = 0;
        String after = "";
        while (done < most) {
            String from = after;
            List<Row> page = Objects.requireNonNull(transactions.execute(status -> rewrapPage(from)));
            if (page.isEmpty()) {
                return done;
            }
            done += page.size();
            after = page.getLast().id();
        }
        return done;
    }

    /** The lock lets logins, which hold their person's key, go on; an erasure waits a moment. */
    private List<Row> rewrapPage(String after) {
        List<Row> page = jdbc.sql("""
                        SELECT %1$s, key_encryption_key_id, wrapped_key FROM %2$s
                        WHERE %1$s > :after AND key_encryption_key_id <> :wrapping
                        ORDER BY %1$s LIMIT :limit FOR NO KEY UPDATE
                        """.formatted(idColumn, table))
                .param("after", after)
                .param("wrapping", keyEncryption.wrappingKeyId())
                .param("limit", PAGE_SIZE)
                .query((row, number) -> new Row(row.getString(1), new WrappedKey(row.getString(2), row.getBytes(3))))
                .list();
        page.forEach(this::rewrap);
        return page;
    }

    private void rewrap(Row row) {
        String purpose = purposePrefix + row.id();
        WrappedKey anew = keyEncryption.wrap(keyEncryption.unwrap(row.wrapped(), purpose), purpose);
        jdbc.sql("UPDATE %s SET key_encryption_key_id = ?, wrapped_key = ? WHERE %s = ?".formatted(table, idColumn))
                .params(anew.keyEncryptionKeyId(), anew.ciphertext(), row.id())
                .update();
    }
}
