package dev.latchkey.token.claims;

import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose each passkey is (table {@code claimed_passkey}): a credential id is unique, and a person has not too many and not none. */
@Component
public class ClaimedPasskeys {

    /** For one person (CONTRACT section 4). */
    public static final int MOST_PASSKEYS = 20;

    private final JdbcClient jdbc;

    ClaimedPasskeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets no two changes of a person's passkeys count at the same time, on any instance, until the transaction ends. */
    public void lock(UserId person) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(person.toString())
                .query((row, number) -> 0)
                .list();
    }

    /** How many the person has that are not revoked. */
    public int countOf(UserId person) {
        return jdbc.sql("SELECT count(*) FROM claimed_passkey WHERE user_id = ? AND NOT revoked")
                .param(person.toString())
                .query(Integer.class)
                .single();
    }

    /** The person's passkeys that are not revoked. */
    public List<PasskeyId> of(UserId person) {
        return jdbc
                .sql("SELECT passkey_id FROM claimed_passkey WHERE user_id = ? AND NOT revoked")
                .param(person.toString())
                .query(String.class)
                .list()
                .stream()
                .map(PasskeyId::of)
                .toList();
    }

    /** Claims a passkey; false when somebody has it or had it. */
    public boolean claim(PasskeyId passkey, UserId claimant) {
        return jdbc.sql("INSERT INTO claimed_passkey (passkey_id, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING")
                        .params(passkey.toString(), claimant.toString())
                        .update()
                == 1;
    }

    /** Gives back what was claimed in this transaction. */
    public void release(PasskeyId passkey, UserId claimant) {
        jdbc.sql("DELETE FROM claimed_passkey WHERE passkey_id = ? AND user_id = ?")
                .params(passkey.toString(), claimant.toString())
                .update();
    }

    /** It stays claimed, so that its credential id is never registered again. */
    public void revoke(PasskeyId passkey) {
        jdbc.sql("UPDATE claimed_passkey SET revoked = true WHERE passkey_id = ?")
                .param(passkey.toString())
                .update();
    }
}
