package dev.latchkey.audit.read.logs.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of SQL whose text is ours alone; whatever somebody wrote is among its values.
 *
 * @param values one for each question mark
 */
public record Sql(String text, List<Object> values) {

    /** Always. */
    public static final Sql TRUE = new Sql("true", List.of());

    /** Never. */
    public static final Sql FALSE = new Sql("false", List.of());

    public Sql {
        values = List.copyOf(values);
    }

    /** A piece with its values. */
    public static Sql of(String text, Object... values) {
        return new Sql(text, List.of(values));
    }

    static Sql all(List<Sql> parts) {
        return joined(parts, " AND ");
    }

    /** One of the conditions holds. */
    public static Sql any(List<Sql> parts) {
        List<Sql> possible = parts.stream().filter(part -> !part.equals(FALSE)).toList();
        return possible.isEmpty() ? FALSE : joined(possible, " OR ");
    }

    /** Where a field is absent the condition is neither true nor false, and its negation holds. */
    static Sql not(Sql part) {
        return new Sql("(" + part.text + ") IS NOT TRUE", part.values);
    }

    private static Sql joined(List<Sql> parts, String with) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        List<Object> values = new ArrayList<>();
        parts.forEach(part -> values.addAll(part.values));
        return new Sql(parts.stream().map(Sql::text).collect(Collectors.joining(with, "(", ")")), values);
    }
}
