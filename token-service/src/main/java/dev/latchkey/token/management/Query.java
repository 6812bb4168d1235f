package dev.latchkey.token.management;

import dev.latchkey.kernel.management.ManagementException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/** Reads query parameters, each of which may stand there once. */
final class Query {

    private static final int MOST_DIGITS = 9;

    private final HttpServletRequest request;

    Query(HttpServletRequest request) {
        this.request = request;
    }

    Optional<String> text(String name) {
        String[] values = request.getParameterValues(name);
        if (values == null) {
            return Optional.empty();
        }
        if (values.length != 1) {
            throw invalid(name, "must be given once");
        }
        return Optional.of(values[0]);
    }

    /** The values of a parameter that may be repeated. */
    List<String> texts(String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    Optional<Integer> integer(String name, int least, int most) {
        return text(name).map(text -> {
            int value = text.matches("[0-9]{1," + MOST_DIGITS + "}") ? Integer.parseInt(text) : -1;
            if (value < least || value > most) {
                throw invalid(name, "must be an integer from " + least + " to " + most);
            }
            return value;
        });
    }

    Optional<Boolean> flag(String name) {
        return text(name).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name, "must be true or false");
        });
    }

    static ManagementException invalid(String name, String problem) {
        return ManagementException.badRequest(
                "Query validation error: '" + name + "' " + problem + ".", "invalid_query_string");
    }
}
