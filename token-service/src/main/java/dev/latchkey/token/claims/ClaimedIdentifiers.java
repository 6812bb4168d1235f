package dev.latchkey.token.claims;

import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.values.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose each identifier is (table {@code claimed_identifier}): unique in its realm.
 *
 * <p>{@code ON CONFLICT DO NOTHING} waits for a rival transaction to end and leaves ours usable, so that the refusal is
 * recorded in it.
 */
@Component
public class ClaimedIdentifiers {

    private final JdbcClient jdbc;

    ClaimedIdentifiers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Claims all of them or, when somebody has one already, none. */
    public boolean claim(String realm, List<IdentifierHash> identifiers, UserId claimant) {
        List<IdentifierHash> claimed = new ArrayList<>();
        for (IdentifierHash identifier : identifiers) {
            if (!claim(realm, identifier, claimant)) {
                release(realm, claimed, claimant);
                return false;
            }
            claimed.add(identifier);
        }
        return true;
    }

    private boolean claim(String realm, IdentifierHash identifier, UserId claimant) {
        return jdbc.sql("""
                                INSERT INTO claimed_identifier (realm, identifier_type, hash, user_id)
                                VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                                """)
                        .params(realm, identifier.type().wireName(), identifier.hash(), claimant.toString())
                        .update()
                == 1;
    }

    /** The realm that a person lives in; empty when they hold no identifier. */
    public Optional<String> realmOf(UserId claimant) {
        return jdbc.sql("SELECT realm FROM claimed_identifier WHERE user_id = ? LIMIT 1")
                .param(claimant.toString())
                .query(String.class)
                .optional();
    }

    /** Gives these back. */
    public void release(String realm, List<IdentifierHash> identifiers, UserId claimant) {
        identifiers.forEach(identifier -> jdbc.sql(
                        "DELETE FROM claimed_identifier WHERE realm = ? AND identifier_type = ? AND hash = ? AND user_id = ?")
                .params(realm, identifier.type().wireName(), identifier.hash(), claimant.toString())
                .update());
    }

    /** Gives all of a person back. */
    public void releaseAll(UserId claimant) {
        jdbc.sql("DELETE FROM claimed_identifier WHERE user_id = ?")
                .param(claimant.toString())
                .update();
    }
}
