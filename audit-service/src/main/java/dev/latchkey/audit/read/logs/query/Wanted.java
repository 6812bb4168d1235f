package dev.latchkey.audit.read.logs.query;

import java.util.List;

/**
 * The form of a value: what stands between its wildcards; a single part is the whole value.
 *
 * @param parts the first begins the value, the last ends it, the others stand in between in this order
 */
public record Wanted(List<String> parts) {

    public Wanted {
        parts = List.copyOf(parts);
    }

    /** Exactly this value. */
    public static Wanted exactly(String value) {
        return new Wanted(List.of(value));
    }

    /** Whether there is no wildcard. */
    public boolean isExact() {
        return parts.size() == 1;
    }

    /** Whether there is one wildcard, at the end. */
    public boolean isBeginning() {
        return parts.size() == 2 && !first().isEmpty() && last().isEmpty();
    }

    /** Whether every value has this form. */
    public boolean isAnything() {
        return !isExact() && parts.stream().allMatch(String::isEmpty);
    }

    /** What the value begins with, which may be nothing. */
    public String first() {
        return parts.getFirst();
    }

    /** What the value ends with, which may be nothing. */
    public String last() {
        return parts.getLast();
    }

    /** What stands in the value, between its beginning and its end. */
    public List<String> inside() {
        return parts.size() <= 2 ? List.of() : parts.subList(1, parts.size() - 1);
    }

    /** As a pattern of SQL's LIKE, with the backslash as its escape. */
    public String like() {
        return String.join("%", parts.stream().map(Wanted::escaped).toList());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
