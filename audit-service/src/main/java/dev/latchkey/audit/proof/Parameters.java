package dev.latchkey.audit.proof;

import dev.latchkey.kernel.management.ManagementException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of a question. */
final class Parameters {

    private Parameters() {}

    /** Empty when it was not given. */
    static OptionalLong number(String name, @Nullable String value, long most) {
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.matches("[0-9]{1,18}") || Long.parseLong(value) > most) {
            throw wrong("'%s' must be a number from 0 to %d.".formatted(name, most));
        }
        return OptionalLong.of(Long.parseLong(value));
    }

    static ManagementException wrong(String message) {
        return ManagementException.badRequest(message, "invalid_query_string");
    }
}
