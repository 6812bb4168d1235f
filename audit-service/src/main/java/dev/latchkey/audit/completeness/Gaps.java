package dev.latchkey.audit.completeness;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is missing, and since when. */
@Component
final class Gaps {

    /** More would only be a longer list of the same trouble. */
    private static final int MOST_OF_ONE_PRODUCER = 1_000;

    /** A range that is missing keeps its age when a part of it comes. */
    private static final String COMPARE = """
            WITH missing AS (
                SELECT source, range_agg(positions) AS positions FROM producer
                CROSS JOIN LATERAL (
                    SELECT positions FROM unnest(int8multirange(int8range(
                            CASE WHEN unnumbered THEN lower(accounted) ELSE least(1, lower(accounted)) END,
                            upper(accounted))) - accounted) AS positions
                    LIMIT :most) AS lowest
                GROUP BY source
            ), before AS (
                DELETE FROM gap RETURNING *
            ), still AS (
                SELECT before.source, part AS positions, before.since, before.reported
                FROM before JOIN missing USING (source)
                CROSS JOIN LATERAL unnest(int8multirange(before.positions) * missing.positions) AS part
            ), since_now AS (
                SELECT missing.source, part AS positions, now() AS since, false AS reported
                FROM missing
                CROSS JOIN LATERAL unnest(missing.positions - coalesce((
                    SELECT range_agg(before.positions) FROM before WHERE before.source = missing.source), '{}')) AS part
            )
            INSERT INTO gap (source, positions, since, reported)
            SELECT * FROM still UNION ALL SELECT * FROM since_now
            """;

    private static final String MISSING =
            "SELECT source AS of, lower(positions) AS first, upper(positions) - 1 AS last, since FROM gap";
    private static final String DUE = " since <= now() - CAST(:grace AS interval)";

    private static final String HOLES = """
            SELECT topic || '/' || subject AS of, lower(hole) AS first, upper(hole) - 1 AS last, changed_at AS since
            FROM stream CROSS JOIN LATERAL unnest(int8multirange(range_merge(seen)) - seen) AS hole
            WHERE has_hole AND changed_at <= now() - CAST(:grace AS interval)
            """;

    private final JdbcClient jdbc;
    private final Duration grace;

    Gaps(JdbcClient jdbc, CompletenessProperties properties) {
        this.jdbc = jdbc;
        this.grace = properties.grace();
    }

    /** Compares with what is accounted for; to be called in a transaction. */
    void compare() {
        jdbc.sql("LOCK TABLE gap IN SHARE ROW EXCLUSIVE MODE").update();
        jdbc.sql(COMPARE).param("most", MOST_OF_ONE_PRODUCER).update();
    }

    /** Those that are missing for too long and were not told before, of producers and of streams; told once. */
    List<Missing> tellNew() {
        List<Missing> gaps = jdbc.sql("UPDATE gap SET reported = true WHERE NOT reported AND" + DUE
                        + " RETURNING source AS of, lower(positions) AS first, upper(positions) - 1 AS last, since")
                .param("grace", grace.toString())
                .query(Gaps::row)
                .list();
        List<Missing> holes = jdbc.sql("WITH told AS (UPDATE stream SET reported = true WHERE has_hole AND NOT reported"
                        + " AND changed_at <= now() - CAST(:grace AS interval) RETURNING *) "
                        + HOLES.replace("FROM stream", "FROM told"))
                .param("grace", grace.toString())
                .query(Gaps::row)
                .list();
        return Stream.concat(gaps.stream(), holes.stream()).toList();
    }

    List<Missing> ofProducers(int limit) {
        return jdbc.sql(MISSING + " WHERE" + DUE + " ORDER BY source, positions LIMIT :limit")
                .param("grace", grace.toString())
                .param("limit", limit)
                .query(Gaps::row)
                .list();
    }

    List<Missing> ofStreams(int limit) {
        return jdbc.sql(HOLES + " ORDER BY of, first LIMIT :limit")
                .param("grace", grace.toString())
                .param("limit", limit)
                .query(Gaps::row)
                .list();
    }

    private static Missing row(ResultSet row, int number) throws SQLException {
        return new Missing(
                row.getString("of"),
                row.getLong("first"),
                row.getLong("last"),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
