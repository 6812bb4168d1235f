package dev.latchkey.audit.read.logs;

import dev.latchkey.audit.read.logs.query.Field;
import dev.latchkey.audit.read.logs.query.Range;
import dev.latchkey.audit.read.logs.query.Sql;
import dev.latchkey.audit.read.logs.query.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code log_facet}: every combination of values that logs have in common, once. */
@Component
class Facets {

    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Facets(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The number of a combination, which is kept if it is new. */
    int idOf(Facet facet, Map<String, String> attributes) {
        String text = json.writeValueAsString(attributes);
        return jdbc.sql("SELECT id FROM log_facet WHERE facet = ? AND attributes = ?::jsonb")
                .params(facet.column(), text)
                .query(Integer.class)
                .optional()
                .orElseGet(() -> jdbc.sql("""
                                INSERT INTO log_facet (facet, attributes) VALUES (?, ?::jsonb)
                                ON CONFLICT (facet, attributes) DO UPDATE SET facet = excluded.facet RETURNING id
                                """)
                        .params(facet.column(), text)
                        .query(Integer.class)
                        .single());
    }

    /** The combinations of these numbers. */
    Map<Integer, Map<String, String>> find(Set<Integer> ids) {
        Map<Integer, Map<String, String>> found = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("SELECT id, attributes FROM log_facet WHERE id = ANY (?)")
                    .param(ids.toArray(Integer[]::new))
                    .query(row -> {
                        found.put(row.getInt(1), json.readValue(row.getString(2), ATTRIBUTES));
                    });
        }
        return found;
    }

    /** The numbers of the combinations in which a field has a value of this form. */
    Integer[] matching(Facet facet, Field field, Wanted wanted) {
        return wanted.isExact()
                ? ids(facet, Sql.of("attributes ->> ? = ?", field.wireName(), wanted.first()))
                : ids(facet, Sql.of("attributes ->> ? LIKE ?", field.wireName(), wanted.like()));
    }

    /** The numbers of the combinations in which a field has no value of this form. */
    Integer[] others(Facet facet, Field field, Wanted wanted) {
        return wanted.isExact()
                ? ids(facet, Sql.of("(attributes ->> ? = ?) IS NOT TRUE", field.wireName(), wanted.first()))
                : ids(facet, Sql.of("(attributes ->> ? LIKE ?) IS NOT TRUE", field.wireName(), wanted.like()));
    }

    /** The numbers of the combinations in which a field's value lies in a range. */
    Integer[] between(Facet facet, Field field, Range range) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        conditions.add("attributes ->> ? IS NOT NULL");
        values.add(field.wireName());
        bound(range.from(), ">", field, conditions, values);
        bound(range.to(), "<", field, conditions, values);
        return ids(facet, new Sql(String.join(" AND ", conditions), values));
    }

    private static void bound(
            Range.@Nullable Bound bound, String operator, Field field, List<String> conditions, List<Object> values) {
        if (bound != null) {
            conditions.add("(attributes ->> ?) COLLATE \"C\" " + operator + (bound.inclusive() ? "=" : "") + " ?");
            values.add(field.wireName());
            values.add(bound.value());
        }
    }

    private Integer[] ids(Facet facet, Sql condition) {
        List<Object> values = new ArrayList<>();
        values.add(facet.column());
        values.addAll(condition.values());
        return jdbc.sql("SELECT id FROM log_facet WHERE facet = ? AND " + condition.text())
                .params(values)
                .query(Integer.class)
                .list()
                .toArray(Integer[]::new);
    }
}
