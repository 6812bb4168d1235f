package dev.latchkey.authentication.read.credentials;

import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.CredentialRenamed;
import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.CredentialUsed;
import dev.latchkey.kernel.management.Page;
import dev.latchkey.kernel.people.PasskeyAnswer;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code credentials}; every change compares positions first. */
@Component
final class CredentialRows {

    private final JdbcClient jdbc;

    CredentialRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A passkey's first fact: a row that is there already is as new or newer. */
    void register(CredentialRegistered registered, long sequence) {
        jdbc.sql("""
                        INSERT INTO credentials (passkey_id, sequence, user_id, credential_id, public_key, aaguid,
                            transports, backup_eligible, backed_up, relying_party_id, registered_at, imported)
                        VALUES (:passkeyId, :sequence, :userId, :credentialId, :publicKey, :aaguid,
                            :transports, :backupEligible, :backedUp, :relyingPartyId, :registeredAt, :imported)
                        ON CONFLICT (passkey_id) DO NOTHING
                        """)
                .param("passkeyId", registered.passkeyId().toString())
                .param("sequence", sequence)
                .param("userId", registered.userId().toString())
                .param("credentialId", registered.credentialId().toString())
                .param("publicKey", registered.publicKey())
                .param("aaguid", registered.aaguid())
                .param("transports", registered.transports().toArray(String[]::new))
                .param(
                        "backupEligible",
                        Boolean.TRUE.equals(registered.backupUnknown()) ? null : registered.backupEligible(),
                        Types.BOOLEAN)
                .param("imported", registered.personalData(), Types.VARCHAR)
                .param("backedUp", registered.backedUp())
                .param("relyingPartyId", registered.relyingPartyId())
                .param("registeredAt", registered.registeredAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void use(CredentialUsed used, long sequence) {
        jdbc.sql("""
                        UPDATE credentials SET backed_up = :backedUp, sequence = :sequence
                        WHERE passkey_id = :passkeyId AND sequence < :sequence
                        """)
                .param("backedUp", used.backedUp())
                .param("sequence", sequence)
                .param("passkeyId", used.passkeyId().toString())
                .update();
    }

    void rename(CredentialRenamed renamed, long sequence) {
        jdbc.sql("""
                        UPDATE credentials SET personal_data = :personalData, sequence = :sequence
                        WHERE passkey_id = :passkeyId AND sequence < :sequence
                        """)
                .param("personalData", renamed.personalData())
                .param("sequence", sequence)
                .param("passkeyId", renamed.passkeyId().toString())
                .update();
    }

    /** The row stays, so that an older fact that comes again does not bring the passkey back. */
    void revoke(CredentialRevoked revoked, long sequence) {
        jdbc.sql("""
                        UPDATE credentials SET revoked = true, sequence = :sequence
                        WHERE passkey_id = :passkeyId AND sequence < :sequence
                        """)
                .param("sequence", sequence)
                .param("passkeyId", revoked.passkeyId().toString())
                .update();
    }

    /** A person whose erasure is known does not come back. */
    void create(UserId userId) {
        jdbc.sql("INSERT INTO known_user (user_id) VALUES (?) ON CONFLICT (user_id) DO NOTHING")
                .param(userId.toString())
                .update();
    }

    /** What people said of themselves goes; that there were passkeys stays. */
    void erase(UserId userId) {
        jdbc.sql("""
                        INSERT INTO known_user (user_id, erased) VALUES (?, true)
                        ON CONFLICT (user_id) DO UPDATE SET erased = true
                        """).param(userId.toString()).update();
        jdbc.sql("UPDATE credentials SET personal_data = NULL, imported = NULL WHERE user_id = ?")
                .param(userId.toString())
                .update();
    }

    /** Whether there is such a user; a passkey may be told of before its person. */
    boolean knows(UserId userId) {
        return jdbc.sql("""
                        SELECT coalesce(
                            (SELECT NOT erased FROM known_user WHERE user_id = :userId),
                            EXISTS (SELECT 1 FROM credentials WHERE user_id = :userId))
                        """)
                .param("userId", userId.toString())
                .query(Boolean.class)
                .single();
    }

    Optional<CredentialRow> find(UserId userId, PasskeyId passkeyId) {
        return jdbc.sql("SELECT * FROM credentials WHERE passkey_id = ? AND user_id = ? AND NOT revoked")
                .params(passkeyId.toString(), userId.toString())
                .query(CredentialRows::row)
                .optional();
    }

    /** One page of the user's passkeys that are not revoked, the oldest first. */
    List<CredentialRow> find(UserId userId, Page page) {
        return jdbc.sql("""
                        SELECT * FROM credentials WHERE user_id = :userId AND NOT revoked
                        ORDER BY registered_at, passkey_id LIMIT :limit OFFSET :offset
                        """)
                .param("userId", userId.toString())
                .param("limit", page.size())
                .param("offset", page.start())
                .query(CredentialRows::row)
                .list();
    }

    long count(UserId userId) {
        return jdbc.sql("SELECT count(*) FROM credentials WHERE user_id = ? AND NOT revoked")
                .param(userId.toString())
                .query(Long.class)
                .single();
    }

    private static CredentialRow row(ResultSet row, int number) throws SQLException {
        return new CredentialRow(
                new PasskeyAnswer.State(
                        PasskeyId.of(row.getString("passkey_id")),
                        UserId.of(row.getString("user_id")),
                        CredentialId.of(row.getString("credential_id")),
                        Base64Url.decode(row.getString("public_key")).orElseThrow(),
                        row.getObject("aaguid", UUID.class),
                        List.of((String[]) row.getArray("transports").getArray()),
                        row.getObject("backup_eligible", Boolean.class),
                        row.getBoolean("backed_up"),
                        row.getString("relying_party_id"),
                        row.getObject("registered_at", OffsetDateTime.class).toInstant()),
                row.getString("personal_data"),
                row.getString("imported"));
    }
}
