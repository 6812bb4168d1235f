package dev.latchkey.audit.completeness;

import dev.latchkey.audit.completeness.CompletenessAnswer.GivenAgain;
import dev.latchkey.audit.completeness.CompletenessAnswer.Producer;
import dev.latchkey.audit.completeness.CompletenessAnswer.Range;
import dev.latchkey.audit.completeness.CompletenessAnswer.Stream;
import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.web.NoStore;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;

/** Says of each producer's positions whether something is missing. */
@ManagementEndpoint
final class CompletenessEndpoint {

    /** Of each kind of trouble. */
    private static final int MOST = 1_000;

    private final Gaps gaps;
    private final JdbcClient jdbc;

    CompletenessEndpoint(Gaps gaps, JdbcClient jdbc) {
        this.gaps = gaps;
        this.jdbc = jdbc;
    }

    @GetMapping("/audit/v1/completeness")
    ResponseEntity<CompletenessAnswer> completeness() {
        Map<String, List<Range>> missing = byOwner(gaps.ofProducers(MOST));
        List<Stream> streams = byOwner(gaps.ofStreams(MOST)).entrySet().stream()
                .map(stream -> new Stream(stream.getKey(), stream.getValue()))
                .toList();
        List<GivenAgain> givenAgain = givenAgain();
        boolean complete = missing.isEmpty() && streams.isEmpty() && givenAgain.isEmpty();
        return ResponseEntity.ok()
                .headers(NoStore::addTo)
                .body(new CompletenessAnswer(complete, producers(missing), streams, givenAgain));
    }

    private static Map<String, List<Range>> byOwner(List<Missing> missing) {
        return missing.stream()
                .collect(Collectors.groupingBy(
                        Missing::of, LinkedHashMap::new, Collectors.mapping(Range::of, Collectors.toList())));
    }

    private List<Producer> producers(Map<String, List<Range>> missing) {
        return jdbc.sql("""
                        SELECT source, nullif(highest, -1) AS highest,
                            CASE WHEN unnumbered THEN lower(accounted) END AS accounted_from
                        FROM producer ORDER BY source LIMIT :limit
                        """)
                .param("limit", MOST)
                .query((row, number) -> new Producer(
                        row.getString("source"),
                        number(row.getObject("highest")),
                        number(row.getObject("accounted_from")),
                        missing.getOrDefault(row.getString("source"), List.of())))
                .list();
    }

    private static @Nullable Long number(@Nullable Object value) {
        return value instanceof Long number ? number : null;
    }

    private List<GivenAgain> givenAgain() {
        return jdbc.sql("SELECT * FROM position_given_again ORDER BY noticed_at, source, source_position LIMIT :limit")
                .param("limit", MOST)
                .query((row, number) -> new GivenAgain(
                        row.getString("source"),
                        row.getLong("source_position"),
                        row.getString("event_id"),
                        row.getObject("noticed_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
