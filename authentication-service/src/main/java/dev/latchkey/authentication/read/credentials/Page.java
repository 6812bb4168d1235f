package dev.latchkey.authentication.read.credentials;

import dev.latchkey.kernel.management.ManagementException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for, and in which form.
 *
 * @param number from 0
 * @param withTotals whether the list is to be wrapped with its totals
 */
record Page(int number, int size, boolean withTotals) {

    private static final int MOST_NUMBER = 1_000_000;
    private static final int MOST_SIZE = 100;
    private static final int USUAL_SIZE = 50;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,7}");

    /**
     * Reads {@code page}, {@code per_page} and {@code include_totals}.
     *
     * @throws ManagementException 400 when one of them is out of its bounds
     */
    static Page of(HttpServletRequest request) {
        return new Page(
                number(request, "page", 0, 0, MOST_NUMBER),
                number(request, "per_page", USUAL_SIZE, 1, MOST_SIZE),
                flag(request, "include_totals"));
    }

    /** The position of the first one. */
    long start() {
        return (long) number * size;
    }

    private static int number(HttpServletRequest request, String name, int usual, int least, int most) {
        String text = onlyValue(request, name);
        if (text == null) {
            return usual;
        }
        int value = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (value < least || value > most) {
            throw invalid("'" + name + "' must be a number from " + least + " to " + most);
        }
        return value;
    }

    private static boolean flag(HttpServletRequest request, String name) {
        String text = onlyValue(request, name);
        if (text == null || "false".equals(text)) {
            return false;
        }
        if ("true".equals(text)) {
            return true;
        }
        throw invalid("'" + name + "' must be true or false");
    }

    private static @Nullable String onlyValue(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values == null) {
            return null;
        }
        if (values.length > 1) {
            throw invalid("'" + name + "' must be given once");
        }
        return values[0];
    }

    private static ManagementException invalid(String problem) {
        return ManagementException.badRequest("Query validation error: " + problem + ".", "invalid_query_string");
    }
}
