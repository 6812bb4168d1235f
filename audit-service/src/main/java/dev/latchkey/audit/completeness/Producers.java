package dev.latchkey.audit.completeness;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which positions of each producer's store are accounted for. */
@Component
final class Producers {

    private static final Logger log = LoggerFactory.getLogger(Producers.class);

    private final JdbcClient jdbc;

    Producers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An event that says its position.
     *
     * @param isNew whether nobody delivered it before
     */
    record Numbered(long position, String eventId, boolean isNew) {}

    /** Accounts for the positions of events of one producer; {@code unnumbered} when some of them said none. */
    void account(String source, List<Numbered> events, boolean unnumbered) {
        register(source);
        Set<Long> givenAgain = new HashSet<>(accountedOf(
                source,
                events.stream().filter(Numbered::isNew).map(Numbered::position).toArray(Long[]::new)));
        Set<Long> seen = new HashSet<>();
        alarm(
                source,
                events.stream()
                        .filter(Numbered::isNew)
                        .filter(event -> !seen.add(event.position()) || givenAgain.contains(event.position()))
                        .toList());
        jdbc.sql("""
                        UPDATE producer SET unnumbered = unnumbered OR :unnumbered,
                            highest = greatest(highest, (SELECT max(position) FROM unnest(:positions) AS position)),
                            accounted = accounted + (
                                SELECT coalesce(range_agg(int8range(position, position, '[]')), '{}')
                                FROM unnest(:positions) AS position)
                        WHERE source = :source
                        """)
                .param("unnumbered", unnumbered)
                .param("positions", events.stream().map(Numbered::position).toArray(Long[]::new))
                .param("source", source)
                .update();
    }

    /** Accounts for positions that stay empty, in the form of an {@code int8multirange}. */
    void accountVoid(String source, String positions) {
        register(source);
        jdbc.sql(
                        "UPDATE producer SET accounted = accounted + CAST(:positions AS int8multirange) WHERE source = :source")
                .param("positions", positions)
                .param("source", source)
                .update();
    }

    private void register(String source) {
        jdbc.sql("INSERT INTO producer (source) VALUES (?) ON CONFLICT (source) DO NOTHING")
                .param(source)
                .update();
    }

    private List<Long> accountedOf(String source, Long[] positions) {
        return jdbc.sql("""
                        SELECT position FROM producer, unnest(:positions) AS position
                        WHERE source = :source AND accounted @> position
                        """)
                .param("positions", positions)
                .param("source", source)
                .query(Long.class)
                .list();
    }

    /** One line for all: a store that was set back gives thousands of positions again. */
    private void alarm(String source, List<Numbered> events) {
        if (events.isEmpty()) {
            return;
        }
        log.error(
                "position {} of {} is given to another event, {}, and {} more: its store was restored from a backup",
                events.getFirst().position(),
                source,
                events.getFirst().eventId(),
                events.size() - 1);
        jdbc.sql("""
                        INSERT INTO position_given_again (source, source_position, event_id)
                        SELECT :source, position, event_id
                        FROM unnest(CAST(:positions AS bigint[]), CAST(:ids AS text[])) AS given (position, event_id)
                        ON CONFLICT DO NOTHING
                        """)
                .param("source", source)
                .param("positions", events.stream().map(Numbered::position).toArray(Long[]::new))
                .param("ids", events.stream().map(Numbered::eventId).toArray(String[]::new))
                .update();
    }
}
