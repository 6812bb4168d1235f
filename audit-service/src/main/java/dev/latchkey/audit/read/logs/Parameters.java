package dev.latchkey.audit.read.logs;

import dev.latchkey.kernel.management.ManagementException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the parameters of a question; names that nobody knows are nobody's business. */
record Parameters(HttpServletRequest request) {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,7}");

    int number(String name, int usual, int least, int most) {
        return text(name).map(text -> within(name, text, least, most)).orElse(usual);
    }

    private static int within(String name, String text, int least, int most) {
        int value = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (value < least || value > most) {
            throw invalid("'" + name + "' must be a number from " + least + " to " + most);
        }
        return value;
    }

    boolean flag(String name, boolean usual) {
        return text(name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw invalid("'" + name + "' must be true or false");
                })
                .orElse(usual);
    }

    /** The only value of a parameter; empty when it is not there. */
    Optional<String> text(String name) {
        String[] values = request.getParameterValues(name);
        if (values == null) {
            return Optional.empty();
        }
        if (values.length > 1) {
            throw invalid("'" + name + "' must be given once");
        }
        return Optional.of(values[0]);
    }

    static ManagementException invalid(String problem) {
        return ManagementException.badRequest("Query validation error: " + problem + ".", "invalid_query_string");
    }
}
