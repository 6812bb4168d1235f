package dev.latchkey.token.write.changepasskey;

import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many passkeys a person has, counted and changed in the transaction that records the facts. */
@Component
public class OwnedPasskeys {

    private final JdbcClient jdbc;

    OwnedPasskeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets no two changes of a person's passkeys count at the same time, on any instance, until the transaction ends. */
    public void lock(UserId person) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(person.toString())
                .query((row, number) -> 0)
                .list();
    }

    /** Whether the person has no more than one. */
    public boolean isLastOf(UserId person) {
        return jdbc.sql("SELECT count(*) FROM claimed_passkey WHERE user_id = ? AND NOT revoked")
                        .param(person.toString())
                        .query(Integer.class)
                        .single()
                <= 1;
    }

    /** It stays claimed, so that its credential id is never registered again. */
    public void revoke(PasskeyId passkey) {
        jdbc.sql("UPDATE claimed_passkey SET revoked = true WHERE passkey_id = ?")
                .param(passkey.toString())
                .update();
    }
}
