package dev.latchkey.audit.read.logs;

import dev.latchkey.audit.read.logs.query.Field;
import dev.latchkey.audit.read.logs.query.Sql;
import dev.latchkey.audit.read.logs.query.Wanted;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.privacy.SearchTokens;
import dev.latchkey.kernel.values.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code log_value}: what logs say about people, once for each person. Nothing in it is readable; what a person
 * left is gone when they are erased.
 */
@Component
class PersonalValues {

    /** With so many hits or fewer PostgreSQL is told which they are, and can count with them. */
    private static final int MOST_LISTED = 500;

    private static final int MOST_FORGOTTEN = 1_000;

    private final JdbcClient jdbc;
    private final SearchTokens tokens;
    private final PersonKeys keys;

    PersonalValues(JdbcClient jdbc, SearchTokens tokens, PersonKeys keys) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.keys = keys;
    }

    /** One value as it is read. */
    record Value(Field field, String text) {}

    /** The number of a value of a person, which is kept if it is new. */
    long keep(UserId person, PersonKey key, Field field, String text, long position) {
        long fingerprint = tokens.exact(field.wireName(), text);
        return jdbc.sql("SELECT id FROM log_value WHERE user_id = ? AND field = ? AND fingerprint = ?")
                .params(person.toString(), field.wireName(), fingerprint)
                .query(Long.class)
                .optional()
                .orElseGet(() -> jdbc.sql("""
                                INSERT INTO log_value (user_id, field, fingerprint, ciphertext, position, tokens)
                                VALUES (?, ?, ?, ?, ?, ?)
                                ON CONFLICT (user_id, field, fingerprint) DO UPDATE SET field = excluded.field
                                RETURNING id
                                """)
                        .params(
                                person.toString(),
                                field.wireName(),
                                fingerprint,
                                key.encrypt(text, context(field)),
                                position,
                                tokens.all(field.wireName(), text))
                        .query(Long.class)
                        .single());
    }

    /** Keeps what a person is called; of several names the latest in the trail stays. */
    void keepName(UserId person, PersonKey key, String name, long position) {
        keep(person, key, Field.USER_NAME, name, position);
        jdbc.sql("""
                        DELETE FROM log_value WHERE user_id = :person AND field = :field AND position <
                        (SELECT max(position) FROM log_value WHERE user_id = :person AND field = :field)
                        """)
                .param("person", person.toString())
                .param("field", Field.USER_NAME.wireName())
                .update();
    }

    /** Forgets everything about a person. */
    void forget(UserId person) {
        jdbc.sql("DELETE FROM log_value WHERE user_id = ?")
                .param(person.toString())
                .update();
    }

    /** Forgets addresses and agents from before a position of the trail that no log names any more, so many at a time. */
    void forgetUnused(long before) {
        jdbc.sql("""
                        DELETE FROM log_value WHERE id IN (
                            SELECT id FROM log_value AS unused WHERE position < ? AND field <> ?
                            AND NOT EXISTS (SELECT 1 FROM log WHERE log.ip = unused.id)
                            AND NOT EXISTS (SELECT 1 FROM log WHERE log.user_agent = unused.id)
                            LIMIT ?)
                        """).params(before, Field.USER_NAME.wireName(), MOST_FORGOTTEN).update();
    }

    /** What can still be read of these values, by their numbers. */
    Map<Long, Value> read(Set<Long> ids) {
        Map<Long, Value> readable = new HashMap<>();
        Map<String, Optional<PersonKey>> opened = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("SELECT id, user_id, field, ciphertext FROM log_value WHERE id = ANY (?)")
                    .param(ids.toArray(Long[]::new))
                    .query((row, number) ->
                            new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
                    .list()
                    .forEach(row ->
                            keyOf(row.userId, opened).ifPresent(key -> readable.put(row.id, readable(row, key))));
        }
        return readable;
    }

    /** What these people are called. */
    Map<String, String> names(Set<String> people) {
        Map<String, String> names = new HashMap<>();
        Map<String, Optional<PersonKey>> opened = new HashMap<>();
        if (!people.isEmpty()) {
            jdbc.sql("SELECT id, user_id, field, ciphertext FROM log_value WHERE field = ? AND user_id = ANY (?)")
                    .params(Field.USER_NAME.wireName(), people.toArray(String[]::new))
                    .query((row, number) ->
                            new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
                    .list()
                    .forEach(row ->
                            keyOf(row.userId, opened).ifPresent(key -> names.put(row.userId, readable(row, key).text)));
        }
        return names;
    }

    private record Row(long id, String userId, String field, String ciphertext) {}

    private Optional<PersonKey> keyOf(String userId, Map<String, Optional<PersonKey>> opened) {
        return opened.computeIfAbsent(userId, person -> keys.find(UserId.of(person)));
    }

    private static Value readable(Row row, PersonKey key) {
        Field field = Field.valueOf(row.field.toUpperCase(Locale.ROOT));
        return new Value(field, key.decrypt(row.ciphertext, context(field)));
    }

    private static String context(Field field) {
        return "log " + field.wireName();
    }

    /**
     * The condition that a column of the logs names a value of this form.
     *
     * @param column of the logs
     * @param own the column of the values that it names
     */
    Sql hasOne(String column, String own, Field field, Wanted wanted) {
        if (wanted.isAnything()) {
            return Sql.of(
                    "EXISTS (SELECT 1 FROM log_value WHERE log_value." + own + " = log." + column + " AND field = ?)",
                    field.wireName());
        }
        Long[] needed = needed(field, wanted);
        return own.equals("id") ? byNumber(column, field, needed) : byPerson(column, field, needed);
    }

    private Sql byNumber(String column, Field field, Long[] needed) {
        List<Long> found = search("id", field, needed).query(Long.class).list();
        return within(column, "id", field, needed, found.toArray(Long[]::new));
    }

    private Sql byPerson(String column, Field field, Long[] needed) {
        List<String> found =
                search("user_id", field, needed).query(String.class).list();
        return within(column, "user_id", field, needed, found.toArray(String[]::new));
    }

    private JdbcClient.StatementSpec search(String own, Field field, Long[] needed) {
        return jdbc.sql("SELECT " + own + " FROM log_value WHERE tokens @> ? AND field = ? LIMIT ?")
                .params(needed, field.wireName(), MOST_LISTED + 1);
    }

    private static Sql within(String column, String own, Field field, Long[] needed, Object[] found) {
        if (found.length == 0) {
            return Sql.FALSE;
        }
        return found.length <= MOST_LISTED
                ? Sql.of(column + " = ANY (?)", (Object) found)
                : Sql.of(
                        column + " IN (SELECT " + own + " FROM log_value WHERE tokens @> ? AND field = ?)",
                        needed,
                        field.wireName());
    }

    private Long[] needed(Field field, Wanted wanted) {
        String name = field.wireName();
        if (wanted.isExact()) {
            return new Long[] {tokens.exact(name, wanted.first())};
        }
        List<Long> needed = new ArrayList<>();
        if (!wanted.first().isEmpty()) {
            needed.addAll(tokens.beginning(name, wanted.first()));
        }
        wanted.inside().stream()
                .filter(part -> !part.isEmpty())
                .forEach(part -> needed.addAll(tokens.inside(name, part)));
        if (!wanted.last().isEmpty()) {
            needed.addAll(tokens.end(name, wanted.last()));
        }
        return needed.stream().distinct().toArray(Long[]::new);
    }
}
