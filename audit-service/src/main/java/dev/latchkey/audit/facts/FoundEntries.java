package dev.latchkey.audit.facts;

import dev.latchkey.audit.trail.Entry;
import dev.latchkey.kernel.management.ManagementException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks entries up, each question within a limit of time and of bytes. */
@Component
final class FoundEntries {

    /** A page of long entries ends before a service runs out of memory; the next one goes on. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final int FETCH_SIZE = 100;
    private static final String TIME_LIMIT = "SET LOCAL statement_timeout = '3s'";

    private static final String OF_SESSION = """
            WITH grants AS (SELECT DISTINCT grant_id FROM entry WHERE session_id = :session AND grant_id IS NOT NULL)
            (SELECT position, line FROM entry WHERE session_id = :session AND position > :after
                ORDER BY position LIMIT :rows)
            UNION
            (SELECT position, line FROM entry WHERE correlation_id = :session AND position > :after
                ORDER BY position LIMIT :rows)
            UNION
            (SELECT position, line FROM entry WHERE grant_id IN (SELECT grant_id FROM grants) AND position > :after
                ORDER BY position LIMIT :rows)
            ORDER BY position LIMIT :rows
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    FoundEntries(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.transactions.setReadOnly(true);
    }

    /** One page of what is asked for. */
    Page answer(Question question) {
        String where = question.conditions().isEmpty() ? "" : " WHERE " + String.join(" AND ", question.conditions());
        String order = question.newestFirst() ? " ORDER BY position DESC" : " ORDER BY position";
        return page(
                "SELECT position, line FROM entry" + where + order + " LIMIT :rows",
                question.values(),
                question.limit());
    }

    /** What belongs to a session: its own events, what they led to, and whatever became of the grant it opened. */
    Page ofSession(String session, long after, int limit) {
        return page(OF_SESSION, Map.of("session", session, "after", after), limit);
    }

    /** The entries of a session that say how it began and ended. */
    List<Entry> turnsOf(String session) {
        return limited(() -> jdbc.sql("""
                        SELECT line FROM entry
                        WHERE session_id = :session
                            AND type IN ('challenge-issued', 'auth-session-redeemed', 'auth-session-rejected', 'grant-opened')
                        ORDER BY position LIMIT 100
                        """)
                .param("session", session)
                .query((row, number) -> Entry.of(row.getBytes("line")))
                .list());
    }

    /** The entries of these types about a person. */
    List<Entry> of(String user, List<String> types, int limit) {
        return limited(() -> jdbc.sql("""
                        SELECT line FROM entry WHERE user_id = :user AND type IN (:types)
                        ORDER BY position LIMIT :limit
                        """)
                .param("user", user)
                .param("types", types)
                .param("limit", limit)
                .query((row, number) -> Entry.of(row.getBytes("line")))
                .list());
    }

    boolean knowsUser(String user) {
        return limited(() -> jdbc.sql("SELECT EXISTS (SELECT 1 FROM entry WHERE user_id = ?)")
                .param(user)
                .query(Boolean.class)
                .single());
    }

    /** The entry of an event; ids are unique within a source, so the first of several is as good as any. */
    Optional<byte[]> byId(String eventId) {
        return limited(() -> jdbc.sql("SELECT line FROM entry WHERE event_id = ? ORDER BY position LIMIT 1")
                .param(eventId)
                .query((row, number) -> row.getBytes("line"))
                .optional());
    }

    private Page page(String sql, Map<String, Object> values, int limit) {
        return limited(() -> jdbc.sql(sql)
                .params(values)
                .param("rows", limit + 1)
                .withFetchSize(FETCH_SIZE)
                .query((ResultSet rows) -> firstOf(rows, limit)));
    }

    private static Page firstOf(ResultSet rows, int limit) throws SQLException {
        List<byte[]> lines = new ArrayList<>();
        long bytes = 0;
        long last = 0;
        while (rows.next()) {
            if (lines.size() == limit || bytes >= MOST_BYTES) {
                return new Page(lines, OptionalLong.of(last));
            }
            byte[] line = rows.getBytes("line");
            last = rows.getLong("position");
            lines.add(line);
            bytes += line.length;
        }
        return new Page(lines, OptionalLong.empty());
    }

    /** A question that takes too long is too wide, and would be again. */
    private <T> T limited(Supplier<T> question) {
        try {
            T answer = transactions.execute(status -> {
                jdbc.sql(TIME_LIMIT).update();
                return question.get();
            });
            if (answer == null) {
                throw new IllegalStateException("a question has an answer");
            }
            return answer;
        } catch (QueryTimeoutException tooWide) {
            throw ManagementException.badRequest(
                    "The question takes too long to answer; ask for a shorter time or a narrower choice.",
                    "query_too_wide");
        }
    }
}
