package dev.latchkey.kernel.tenantchanges;

import dev.latchkey.kernel.events.TenantEvent;
import dev.latchkey.kernel.tenant.TenantEntry;
import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.TenantPart;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The newest settings of every client, connection and domain that operators changed. */
public final class TenantTable {

    static final String NAME = "tenant_entry";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    TenantTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How often the table was changed: who has seen this version needs not look again. */
    long version() {
        return jdbc.sql("SELECT version FROM tenant_version").query(Long.class).single();
    }

    /** Lets those who decide about the tenant do so one after the other, until the caller's transaction ends. */
    public void lock() {
        jdbc.sql("SET LOCAL lock_timeout = '5s'").update();
        jdbc.sql("SELECT version FROM tenant_version FOR UPDATE")
                .query(Long.class)
                .single();
    }

    /** All of them, also those that are gone. */
    public List<TenantEntry> all() {
        return jdbc.sql("SELECT * FROM tenant_entry")
                .query((row, number) -> entryOf(row))
                .list();
    }

    /** The position that the next fact about one of them has in its stream. */
    public long nextSequence(TenantPart part, String id) {
        return jdbc.sql("SELECT sequence FROM tenant_entry WHERE part = ? AND id = ?")
                        .params(part.stableName(), id)
                        .query(Long.class)
                        .optional()
                        .orElse(-1L)
                + 1;
    }

    /** Takes a fact in, unless it is not newer than what is known. */
    public void take(TenantEvent fact, long sequence) {
        if (sequence < nextSequence(fact.part(), fact.id())) {
            return;
        }
        TenantEntry entry = TenantEntry.after(fact, find(fact.part(), fact.id()).orElse(null));
        jdbc.sql("""
                        INSERT INTO tenant_entry (part, id, sequence, settings, descriptions, gone, created_at)
                        VALUES (:part, :id, :sequence, CAST(:settings AS jsonb), CAST(:descriptions AS jsonb), :gone, :createdAt)
                        ON CONFLICT (part, id) DO UPDATE SET sequence = excluded.sequence, settings = excluded.settings,
                            descriptions = excluded.descriptions, gone = excluded.gone, created_at = excluded.created_at
                        """)
                .param("part", entry.part().stableName())
                .param("id", entry.id())
                .param("sequence", sequence)
                .param("settings", JSON.writeValueAsString(entry.settings()))
                .param("descriptions", JSON.writeValueAsString(entry.descriptions()))
                .param("gone", entry.gone())
                .param(
                        "createdAt",
                        entry.createdAt() == null ? null : entry.createdAt().atOffset(ZoneOffset.UTC))
                .update();
        changed();
    }

    private Optional<TenantEntry> find(TenantPart part, String id) {
        return jdbc.sql("SELECT * FROM tenant_entry WHERE part = ? AND id = ?")
                .params(part.stableName(), id)
                .query((row, number) -> entryOf(row))
                .optional();
    }

    /** Lets every instance look again. */
    void changed() {
        jdbc.sql("UPDATE tenant_version SET version = version + 1").update();
    }

    private static TenantEntry entryOf(ResultSet row) throws SQLException {
        return new TenantEntry(
                TenantPart.valueOf(row.getString("part").toUpperCase(Locale.ROOT)),
                row.getString("id"),
                settingsOf(row.getString("settings")),
                settingsOf(row.getString("descriptions")),
                row.getBoolean("gone"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static Settings settingsOf(String json) {
        return new Settings(JSON.readValue(json, MEMBERS));
    }
}
