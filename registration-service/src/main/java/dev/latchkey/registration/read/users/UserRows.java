package dev.latchkey.registration.read.users;

import dev.latchkey.kernel.events.AuthSessionRedeemed;
import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.events.UserProfileChanged;
import dev.latchkey.kernel.people.UserAnswer;
import dev.latchkey.kernel.values.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code users} and {@code user_identifier}; every change compares positions first. */
@Component
final class UserRows {

    private static final String COLUMNS = """
            users.user_id, users.realm, users.personal_data, users.created_at, users.updated_at, users.blocked,
            users.logins_count, users.last_login, users.last_circumstances
            """;

    private final JdbcClient jdbc;

    UserRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A person's first fact: a row that is there already is as new or newer. */
    void create(UserCreated created, long sequence) {
        int inserted = jdbc.sql("""
                        INSERT INTO users (user_id, sequence, realm, personal_data, created_at, updated_at)
                        VALUES (:userId, :sequence, :realm, :personalData, :createdAt, :createdAt)
                        ON CONFLICT (user_id) DO NOTHING
                        """)
                .param("userId", created.userId().toString())
                .param("sequence", sequence)
                .param("realm", created.realm())
                .param("personalData", created.personalData())
                .param("createdAt", timestamp(created.createdAt()))
                .update();
        if (inserted == 1) {
            created.identifierHashes().forEach(identifier -> addIdentifier(created.userId(), identifier));
            countLoginsToldBefore(created.userId());
        }
    }

    /** A signup's login comes by another topic, maybe first. */
    private void countLoginsToldBefore(UserId userId) {
        jdbc.sql("""
                        UPDATE users SET
                            logins_count = (SELECT count(*) FROM user_login WHERE user_id = :userId AND circumstances IS NOT NULL),
                            (last_login, last_circumstances) = (
                                SELECT redeemed_at, circumstances FROM user_login
                                WHERE user_id = :userId AND circumstances IS NOT NULL
                                ORDER BY redeemed_at DESC LIMIT 1)
                        WHERE user_id = :userId
                        """).param("userId", userId.toString()).update();
        jdbc.sql("UPDATE user_login SET circumstances = NULL WHERE user_id = ? AND circumstances IS NOT NULL")
                .param(userId.toString())
                .update();
    }

    /** A login counts once, however often it is told. */
    void login(AuthSessionRedeemed redeemed) {
        boolean first = jdbc.sql("""
                                INSERT INTO user_login (session_id, user_id, redeemed_at, circumstances)
                                VALUES (:session, :userId, :at,
                                    CASE WHEN EXISTS (SELECT 1 FROM users WHERE user_id = :userId) THEN NULL ELSE :circumstances END)
                                ON CONFLICT (session_id) DO NOTHING
                                """)
                        .param("session", redeemed.sessionId().value())
                        .param("userId", redeemed.userId().toString())
                        .param("at", timestamp(redeemed.redeemedAt()))
                        .param("circumstances", redeemed.circumstances())
                        .update()
                == 1;
        if (first) {
            count(redeemed);
        }
    }

    private void count(AuthSessionRedeemed redeemed) {
        jdbc.sql("""
                        UPDATE users SET
                            logins_count = logins_count + 1,
                            last_circumstances = CASE WHEN last_login > :at THEN last_circumstances ELSE :circumstances END,
                            last_login = greatest(last_login, :at)
                        WHERE user_id = :userId AND NOT erased
                        """)
                .param("at", timestamp(redeemed.redeemedAt()))
                .param("circumstances", redeemed.circumstances())
                .param("userId", redeemed.userId().toString())
                .update();
    }

    /** Profile and identifiers are as the fact says, whatever they were. */
    void change(UserProfileChanged changed, long sequence) {
        int updated = jdbc.sql("""
                        UPDATE users SET personal_data = :personalData, updated_at = :at, sequence = :sequence
                        WHERE user_id = :userId AND sequence < :sequence
                        """)
                .param("personalData", changed.personalData())
                .param("at", timestamp(changed.changedAt()))
                .param("sequence", sequence)
                .param("userId", changed.userId().toString())
                .update();
        if (updated == 1) {
            removeIdentifiers(changed.userId());
            changed.identifierHashes().forEach(identifier -> addIdentifier(changed.userId(), identifier));
        }
    }

    private void removeIdentifiers(UserId userId) {
        jdbc.sql("DELETE FROM user_identifier WHERE user_id = ?")
                .param(userId.toString())
                .update();
    }

    private void addIdentifier(UserId userId, IdentifierHash identifier) {
        jdbc.sql("INSERT INTO user_identifier (hash, user_id, type) VALUES (?, ?, ?)")
                .params(identifier.hash(), userId.toString(), identifier.type().wireName())
                .update();
    }

    /** Something happened to the person that no answer shows but for its time. */
    void touch(UserId userId, Instant at, long sequence) {
        jdbc.sql("""
                        UPDATE users SET updated_at = :at, sequence = :sequence
                        WHERE user_id = :userId AND sequence < :sequence
                        """)
                .param("at", timestamp(at))
                .param("sequence", sequence)
                .param("userId", userId.toString())
                .update();
    }

    void block(UserId userId, boolean blocked, Instant at, long sequence) {
        jdbc.sql("""
                        UPDATE users SET blocked = :blocked, updated_at = :at, sequence = :sequence
                        WHERE user_id = :userId AND sequence < :sequence
                        """)
                .param("blocked", blocked)
                .param("at", timestamp(at))
                .param("sequence", sequence)
                .param("userId", userId.toString())
                .update();
    }

    /** Empties the row; the position stays in it, so that an older fact that comes again changes nothing. */
    void erase(UserId userId, Instant at, long sequence) {
        int erased = jdbc.sql("""
                        UPDATE users SET erased = true, personal_data = NULL, updated_at = :at, sequence = :sequence,
                            logins_count = 0, last_login = NULL, last_circumstances = NULL
                        WHERE user_id = :userId AND sequence < :sequence
                        """)
                .param("at", timestamp(at))
                .param("sequence", sequence)
                .param("userId", userId.toString())
                .update();
        if (erased == 1) {
            removeIdentifiers(userId);
            jdbc.sql("UPDATE user_login SET circumstances = NULL WHERE user_id = ? AND circumstances IS NOT NULL")
                    .param(userId.toString())
                    .update();
        }
    }

    Optional<UserRow> find(UserId userId) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM users WHERE user_id = ? AND NOT erased")
                .param(userId.toString())
                .query(UserRows::row)
                .optional();
    }

    List<UserRow> findByIdentifier(List<IdentifierHash> identifiers) {
        return jdbc.sql("SELECT " + COLUMNS + """
                         FROM user_identifier JOIN users USING (user_id)
                        WHERE hash = ANY (:hashes) AND NOT erased ORDER BY created_at, user_id
                        """)
                .param("hashes", identifiers.stream().map(IdentifierHash::hash).toArray(String[]::new))
                .query(UserRows::row)
                .list();
    }

    /** One page of those that meet the condition. */
    List<UserRow> find(UserCondition condition, boolean newestFirst, long start, int limit) {
        String direction = newestFirst ? "DESC" : "ASC";
        return condition
                .bind(jdbc.sql("SELECT " + COLUMNS + " FROM users WHERE NOT erased AND (" + condition.sql()
                        + ") ORDER BY created_at " + direction + ", user_id " + direction
                        + " LIMIT :limit OFFSET :start"))
                .param("limit", limit)
                .param("start", start)
                .query(UserRows::row)
                .list();
    }

    /** The next ones behind a checkpoint, the oldest first. */
    List<UserRow> findAfter(UserCondition condition, Checkpoint checkpoint, int limit) {
        return condition
                .bind(jdbc.sql("SELECT " + COLUMNS + " FROM users WHERE NOT erased AND (" + condition.sql()
                        + ") AND (created_at, user_id) > (:lastCreated, :lastUser)"
                        + " ORDER BY created_at, user_id LIMIT :limit"))
                .param("lastCreated", timestamp(checkpoint.createdAt()))
                .param("lastUser", checkpoint.userId())
                .param("limit", limit)
                .query(UserRows::row)
                .list();
    }

    long count(UserCondition condition) {
        return condition
                .bind(jdbc.sql("SELECT count(*) FROM users WHERE NOT erased AND (" + condition.sql() + ")"))
                .query(Long.class)
                .single();
    }

    private static UserRow row(ResultSet row, int number) throws SQLException {
        OffsetDateTime lastLogin = row.getObject("last_login", OffsetDateTime.class);
        return new UserRow(
                new UserAnswer.State(
                        UserId.of(row.getString("user_id")),
                        row.getString("realm"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("blocked")),
                row.getString("personal_data"),
                row.getLong("logins_count"),
                lastLogin == null ? null : lastLogin.toInstant(),
                row.getString("last_circumstances"));
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
