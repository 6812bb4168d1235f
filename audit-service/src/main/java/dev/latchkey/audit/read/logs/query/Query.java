package dev.latchkey.audit.read.logs.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question about logs. */
public sealed interface Query {

    /** All of them hold. */
    record All(List<Query> parts) implements Query {

        public All {
            parts = List.copyOf(parts);
        }
    }

    /** One of them holds. */
    record Any(List<Query> parts) implements Query {

        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** It does not hold. */
    record Not(Query part) implements Query {}

    /**
     * A field has a value of this form.
     *
     * @param field absent for a bare word
     */
    record Match(@Nullable Field field, Wanted wanted) implements Query {}

    /** A field's value lies between two others. */
    record Between(Field field, Range range) implements Query {}
}
