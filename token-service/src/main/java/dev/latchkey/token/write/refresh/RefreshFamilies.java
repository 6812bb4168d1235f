package dev.latchkey.token.write.refresh;

import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.UserId;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which grants of a person with an application give refresh tokens at the moment: what no single stream can tell.
 *
 * <p>Written in the transaction that records the grant's facts.
 */
@Component
public class RefreshFamilies {

    /** For one person and application (CONTRACT section 7). */
    private static final int MOST_FAMILIES = 200;

    private final JdbcClient jdbc;

    RefreshFamilies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets no two changes of a grant run at the same time, on any instance, until the transaction ends. */
    public void lock(GrantId grant) {
        jdbc.sql("SELECT pg_advisory_xact_lock(:key)")
                .param("key", grant.value().getLeastSignificantBits())
                .query((row, number) -> 0)
                .list();
    }

    /** Adds a grant; the oldest ones that are now too many are returned, for the caller to end. */
    public List<GrantId> add(GrantOpened grant) {
        jdbc.sql("INSERT INTO refresh_family (grant_id, user_id, client_id, opened_at) VALUES (?, ?, ?, ?)")
                .params(
                        grant.grantId().value(),
                        grant.userId().toString(),
                        grant.clientId(),
                        Timestamp.from(grant.openedAt()))
                .update();
        return jdbc.sql("""
                        SELECT grant_id FROM refresh_family WHERE user_id = ? AND client_id = ?
                        ORDER BY opened_at DESC, grant_id DESC OFFSET ?
                        """)
                .params(grant.userId().toString(), grant.clientId(), MOST_FAMILIES)
                .query((row, number) -> new GrantId(row.getObject(1, java.util.UUID.class)))
                .list();
    }

    /** All of a person, with whatever application. */
    public List<GrantId> of(UserId person) {
        return jdbc.sql("SELECT grant_id FROM refresh_family WHERE user_id = ? ORDER BY opened_at, grant_id")
                .param(person.toString())
                .query((row, number) -> new GrantId(row.getObject(1, java.util.UUID.class)))
                .list();
    }

    /** Removes a grant that was ended. */
    public void remove(GrantId grant) {
        jdbc.sql("DELETE FROM refresh_family WHERE grant_id = ?")
                .param(grant.value())
                .update();
    }
}
