package dev.latchkey.audit.read.logs.query;

import java.util.List;

/** Turns a question into a condition of SQL. */
public final class Compilation {

    private final Conditions conditions;

    public Compilation(Conditions conditions) {
        this.conditions = conditions;
    }

    /** The condition that holds for the logs that the question asks for. */
    public Sql of(Query query) {
        return switch (query) {
            case Query.All all -> Sql.all(all.parts().stream().map(this::of).toList());
            case Query.Any any -> Sql.any(any.parts().stream().map(this::of).toList());
            case Query.Not not -> negated(not.part());
            case Query.Match match -> of(match);
            case Query.Between between -> conditions.isBetween(between.field(), between.range());
        };
    }

    /** Negated where the fields are: what is not this is some other of few, and has an index too. */
    private Sql negated(Query query) {
        return switch (query) {
            case Query.All all ->
                Sql.any(all.parts().stream().map(this::negated).toList());
            case Query.Any any ->
                Sql.all(any.parts().stream().map(this::negated).toList());
            case Query.Not not -> of(not.part());
            case Query.Match match ->
                Sql.all(fieldsOf(match).stream()
                        .map(field -> conditions.lacks(field, match.wanted()))
                        .toList());
            case Query.Between between -> Sql.not(conditions.isBetween(between.field(), between.range()));
        };
    }

    private Sql of(Query.Match match) {
        return Sql.any(fieldsOf(match).stream()
                .map(field -> conditions.matches(field, match.wanted()))
                .toList());
    }

    private static List<Field> fieldsOf(Query.Match match) {
        Field field = match.field();
        return field == null ? Field.BARE : List.of(field);
    }
}
