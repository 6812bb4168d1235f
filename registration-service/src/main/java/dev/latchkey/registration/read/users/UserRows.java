package dev.latchkey.registration.read.users;

import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.events.UserCreated;
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

    private static final String COLUMNS =
            "users.user_id, users.realm, users.personal_data, users.created_at, users.updated_at, users.blocked";

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
        }
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
                        UPDATE users SET erased = true, personal_data = NULL, updated_at = :at, sequence = :sequence
                        WHERE user_id = :userId AND sequence < :sequence
                        """)
                .param("at", timestamp(at))
                .param("sequence", sequence)
                .param("userId", userId.toString())
                .update();
        if (erased == 1) {
            jdbc.sql("DELETE FROM user_identifier WHERE user_id = ?")
                    .param(userId.toString())
                    .update();
        }
    }

    void deleteAll() {
        jdbc.sql("TRUNCATE users, user_identifier").update();
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

    private static UserRow row(ResultSet row, int number) throws SQLException {
        return new UserRow(
                UserId.of(row.getString("user_id")),
                row.getString("realm"),
                row.getString("personal_data"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("blocked"));
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
