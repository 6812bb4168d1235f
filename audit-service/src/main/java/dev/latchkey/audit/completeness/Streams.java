package dev.latchkey.audit.completeness;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which places of each stream are taken; only streams that go on behind their first event have a row. */
@Component
final class Streams {

    private final JdbcClient jdbc;

    Streams(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An event's place in its stream, from 0. */
    record Place(String topic, String subject, long sequence) {}

    void see(List<Place> places) {
        List<Place> further =
                places.stream().filter(place -> place.sequence() > 0).toList();
        if (further.isEmpty()) {
            return;
        }
        // In one order, and each row once, whatever comes twice in a batch.
        jdbc.sql("""
                        INSERT INTO stream (topic, subject, seen)
                        SELECT topic, subject, int8multirange(int8range(0, 1))
                            + range_agg(int8range(sequence, sequence, '[]'))
                        FROM unnest(CAST(:topics AS text[]), CAST(:subjects AS text[]), CAST(:sequences AS bigint[]))
                            AS place (topic, subject, sequence)
                        GROUP BY topic, subject ORDER BY topic, subject
                        ON CONFLICT (topic, subject) DO UPDATE SET seen = stream.seen + excluded.seen, changed_at = now()
                            WHERE NOT stream.seen @> excluded.seen
                        """)
                .param("topics", further.stream().map(Place::topic).toArray(String[]::new))
                .param("subjects", further.stream().map(Place::subject).toArray(String[]::new))
                .param("sequences", further.stream().map(Place::sequence).toArray(Long[]::new))
                .update();
    }
}
