package dev.latchkey.kernel.management;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for, and in which form.
 *
 * @param number from 0
 * @param withTotals whether the list is to be wrapped with its totals
 */
public record Page(int number, int size, boolean withTotals) {

    private static final int MOST_NUMBER = 1_000_000;
    private static final int MOST_SIZE = 100;
    private static final int USUAL_SIZE = 50;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,7}");

    /**
     * Reads {@code page}, {@code per_page} and {@code include_totals}.
     *
     * @throws ManagementException 400 when one of them is out of its bounds
     */
    public static Page of(HttpServletRequest request) {
        return new Page(
                number(request, "page", 0, 0, MOST_NUMBER),
                number(request, "per_page", USUAL_SIZE, 1, MOST_SIZE),
                flag(request, "include_totals", false));
    }

    /** The position of the first one. */
    public long start() {
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

    /**
     * The truth value of a parameter.
     *
     * @throws ManagementException 400 when it is neither true nor false
     */
    public static boolean flag(HttpServletRequest request, String name, boolean usual) {
        String text = onlyValue(request, name);
        if (text == null) {
            return usual;
        }
        if ("true".equals(text) || "false".equals(text)) {
            return Boolean.parseBoolean(text);
        }
        throw invalid("'" + name + "' must be true or false");
    }

    /**
     * The value of a parameter that may be given once.
     *
     * @throws ManagementException 400 when it is given more often
     */
    public static @Nullable String onlyValue(HttpServletRequest request, String name) {
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
