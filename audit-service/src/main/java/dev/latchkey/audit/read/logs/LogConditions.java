package dev.latchkey.audit.read.logs;

import dev.latchkey.audit.read.logs.query.Conditions;
import dev.latchkey.audit.read.logs.query.Field;
import dev.latchkey.audit.read.logs.query.InvalidQueryException;
import dev.latchkey.audit.read.logs.query.Range;
import dev.latchkey.audit.read.logs.query.Sql;
import dev.latchkey.audit.read.logs.query.Wanted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the columns of the table {@code log}; facets and personal values are looked up first, so that PostgreSQL plans with what it counts. */
@Component
class LogConditions implements Conditions {

    /** The id as text, for questions that are no look-up. */
    private static final String LOG_ID = "('900' || lpad(position::text, 19, '0') || lpad(part::text, 2, '0')"
            + " || to_char(time AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSMS')) COLLATE \"C\"";

    private final Facets facets;
    private final PersonalValues values;

    LogConditions(Facets facets, PersonalValues values) {
        this.facets = facets;
        this.values = values;
    }

    @Override
    public Sql matches(Field field, Wanted wanted) {
        return Facet.of(field)
                .map(facet -> isOneOf(facet.column(), facets.matching(facet, field, wanted)))
                .orElseGet(() -> matchesColumn(field, wanted));
    }

    @Override
    public Sql lacks(Field field, Wanted wanted) {
        return Facet.of(field)
                .map(facet -> isNoneOf(facet, facets.others(facet, field, wanted)))
                .orElseGet(() -> Conditions.super.lacks(field, wanted));
    }

    private static Sql isNoneOf(Facet facet, Integer[] others) {
        return Sql.any(List.of(isOneOf(facet.column(), others), Sql.of(facet.column() + " IS NULL")));
    }

    private Sql matchesColumn(Field field, Wanted wanted) {
        return switch (field) {
            case DATE -> date(wanted);
            case LOG_ID -> logId(wanted);
            case USER_ID -> text("user_id", wanted);
            case USER_NAME -> values.hasOne("user_id", "user_id", field, wanted);
            case IP, USER_AGENT -> values.hasOne(field.wireName(), "id", field, wanted);
            default -> throw new IllegalStateException(field + " belongs to a facet");
        };
    }

    private static Sql isOneOf(String column, Integer[] ids) {
        return ids.length == 0 ? Sql.FALSE : Sql.of(column + " = ANY (?)", (Object) ids);
    }

    private static Sql text(String expression, Wanted wanted) {
        if (wanted.isExact()) {
            return Sql.of(expression + " = ?", wanted.first());
        }
        return wanted.isAnything()
                ? Sql.of(expression + " IS NOT NULL")
                : Sql.of(expression + " LIKE ?", wanted.like());
    }

    private static Sql logId(Wanted wanted) {
        if (wanted.isExact()) {
            return LogId.parse(wanted.first()).map(LogConditions::is).orElse(Sql.FALSE);
        }
        boolean digits = wanted.parts().stream().allMatch(part -> part.chars().allMatch(c -> c >= '0' && c <= '9'));
        return digits ? text(LOG_ID, wanted) : Sql.FALSE;
    }

    static Sql is(LogId id) {
        return Sql.of(
                "(position = ? AND part = ? AND time >= ? AND time < ?)",
                id.position(),
                id.part(),
                Rows.timestamp(id.time()),
                Rows.timestamp(id.time().plusMillis(1)));
    }

    private static Sql date(Wanted wanted) {
        if (wanted.isAnything()) {
            return Sql.TRUE;
        }
        if (!wanted.isExact() && !wanted.isBeginning()) {
            throw new InvalidQueryException("'date' is searched by a day, the beginning of one, or a range");
        }
        Period period = Period.of(wanted.first());
        return Sql.of("(time >= ? AND time < ?)", Rows.timestamp(period.start()), Rows.timestamp(period.end()));
    }

    @Override
    public Sql isBetween(Field field, Range range) {
        return Facet.of(field)
                .map(facet -> isOneOf(facet.column(), facets.between(facet, field, range)))
                .orElseGet(() -> columnIsBetween(field, range));
    }

    private static Sql columnIsBetween(Field field, Range range) {
        return switch (field) {
            case DATE -> times(range);
            case LOG_ID -> texts(LOG_ID, range);
            case USER_ID -> texts("user_id", range);
            default -> throw new InvalidQueryException("'" + field.wireName() + "' cannot be searched by a range");
        };
    }

    private static Sql texts(String expression, Range range) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        conditions.add(expression + " IS NOT NULL");
        add(range.from(), expression + " >", conditions, values);
        add(range.to(), expression + " <", conditions, values);
        return new Sql("(" + String.join(" AND ", conditions) + ")", values);
    }

    /** A date that names a whole day or month begins with it, or ends with it. */
    private static Sql times(Range range) {
        Range.Bound from = range.from();
        Range.Bound to = range.to();
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        if (from != null) {
            Period period = Period.of(from.value());
            conditions.add("time >= ?");
            values.add(Rows.timestamp(from.inclusive() ? period.start() : period.end()));
        }
        if (to != null) {
            Period period = Period.of(to.value());
            conditions.add("time < ?");
            values.add(Rows.timestamp(to.inclusive() ? period.end() : period.start()));
        }
        return conditions.isEmpty() ? Sql.TRUE : new Sql("(" + String.join(" AND ", conditions) + ")", values);
    }

    private static void add(
            Range.@Nullable Bound bound, String comparison, List<String> conditions, List<Object> values) {
        if (bound != null) {
            conditions.add(comparison + (bound.inclusive() ? "= ?" : " ?"));
            values.add(bound.value());
        }
    }
}
