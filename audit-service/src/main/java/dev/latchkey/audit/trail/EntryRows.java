package dev.latchkey.audit.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code entry}: many rows in one statement, because one by one they would take a trip each. */
@Component
final class EntryRows {

    private static final String NO_TIME = "-infinity";

    private final JdbcClient jdbc;

    EntryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the arrivals that are entries already, by their number in the list. */
    Set<Integer> known(List<Arrival> arrivals) {
        Integer[] numbers = new Integer[arrivals.size()];
        for (int number = 0; number < numbers.length; number++) {
            numbers[number] = number;
        }
        return new HashSet<>(jdbc.sql("""
                        SELECT came.number
                        FROM unnest(CAST(:numbers AS int[]), CAST(:sources AS text[]), CAST(:ids AS text[]),
                                CAST(:times AS timestamptz[])) AS came (number, source, event_id, time)
                        JOIN entry USING (source, event_id, time)
                        """)
                .param("numbers", numbers)
                .param("sources", texts(arrivals, arrival -> Column.key(arrival.source())))
                .param("ids", texts(arrivals, arrival -> Column.key(arrival.id())))
                .param("times", texts(arrivals, arrival -> timeOf(arrival)))
                .query(Integer.class)
                .list());
    }

    /** Inserts the arrivals at a position and those that follow it. */
    void insert(long firstPosition, List<Arrival> arrivals, List<byte[]> lines) {
        List<SearchTerms> terms = arrivals.stream().map(SearchTerms::of).toList();
        jdbc.sql("""
                        INSERT INTO entry (position, time, source, event_id, type, user_id, client_id,
                            credential_id, grant_id, session_id, organization, correlation_id, actor, line)
                        SELECT :firstPosition + number - 1, time, source, event_id, type, user_id,
                            client_id, credential_id, grant_id, session_id, organization, correlation_id, actor, line
                        FROM unnest(CAST(:times AS timestamptz[]), CAST(:sources AS text[]), CAST(:ids AS text[]),
                                CAST(:types AS text[]), CAST(:users AS text[]),
                                CAST(:clients AS text[]), CAST(:credentials AS text[]), CAST(:grants AS text[]),
                                CAST(:sessions AS text[]), CAST(:organizations AS text[]),
                                CAST(:correlations AS text[]), CAST(:actors AS text[]), CAST(:lines AS bytea[]))
                            WITH ORDINALITY AS came (time, source, event_id, type, user_id, client_id,
                                credential_id, grant_id, session_id, organization, correlation_id, actor, line, number)
                        """)
                .param("firstPosition", firstPosition)
                .param("times", texts(arrivals, EntryRows::timeOf))
                .param("sources", texts(arrivals, arrival -> Column.key(arrival.source())))
                .param("ids", texts(arrivals, arrival -> Column.key(arrival.id())))
                .param("types", texts(arrivals, arrival -> Column.term(EventType.nameOf(arrival.header("ce_type")))))
                .param("users", texts(terms, SearchTerms::userId))
                .param("clients", texts(terms, SearchTerms::clientId))
                .param("credentials", texts(terms, SearchTerms::credentialId))
                .param("grants", texts(terms, SearchTerms::grantId))
                .param("sessions", texts(terms, SearchTerms::sessionId))
                .param("organizations", texts(terms, SearchTerms::organization))
                .param("correlations", texts(arrivals, arrival -> Column.term(arrival.header("ce_correlationid"))))
                .param("actors", texts(arrivals, arrival -> Column.term(arrival.header("ce_actor"))))
                .param("lines", lines.toArray(byte[][]::new))
                .update();
    }

    List<byte[]> linesAfter(long position, int limit) {
        return jdbc.sql("SELECT line FROM entry WHERE position > :position ORDER BY position LIMIT :limit")
                .param("position", position)
                .param("limit", limit)
                .query((row, number) -> row.getBytes("line"))
                .list();
    }

    Optional<byte[]> lineAt(long position) {
        return jdbc.sql("SELECT line FROM entry WHERE position = ?")
                .param(position)
                .query((row, number) -> row.getBytes("line"))
                .optional();
    }

    private static String timeOf(Arrival arrival) {
        Instant time = arrival.time();
        return time == null ? NO_TIME : time.toString();
    }

    private static <T> @Nullable String[] texts(List<T> list, Function<T, @Nullable String> value) {
        return array(list, value, String[]::new);
    }

    private static <T, V> @Nullable V[] array(
            List<T> list, Function<T, @Nullable V> value, IntFunction<@Nullable V[]> newArray) {
        List<@Nullable V> values = new ArrayList<>(list.size());
        list.forEach(each -> values.add(value.apply(each)));
        return values.toArray(newArray.apply(0));
    }
}
