package dev.latchkey.audit.export;

import dev.latchkey.kernel.management.ManagementException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which entries are to be exported.
 *
 * @param from the first position
 * @param to the position behind the last one
 */
record ExportRange(long from, long to) {

    private static final Set<String> KNOWN = Set.of("from", "to");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /**
     * Reads {@code from} and {@code to}; without them everything that is retained.
     *
     * @throws ManagementException 400 when there is no such range
     */
    static ExportRange of(HttpServletRequest request, long firstRetained, long size) {
        Map<String, String[]> given = request.getParameterMap();
        if (!KNOWN.containsAll(given.keySet())) {
            throw invalid("a parameter is not known here; known are from, to");
        }
        ExportRange range = new ExportRange(position(given, "from", firstRetained), position(given, "to", size));
        if (range.to() > size) {
            throw invalid("'to' must not be beyond the trail, which has " + size + " entries");
        }
        if (range.from() > range.to()) {
            throw invalid("'from' must not be behind 'to'");
        }
        if (range.from() < firstRetained) {
            throw invalid("entries before position " + firstRetained + " have expired");
        }
        return range;
    }

    private static long position(Map<String, String[]> given, String name, long otherwise) {
        String[] values = given.get(name);
        if (values == null) {
            return otherwise;
        }
        if (values.length > 1 || !NUMBER.matcher(values[0]).matches()) {
            throw invalid("'" + name + "' must be one position of the trail");
        }
        return Long.parseLong(values[0]);
    }

    private static ManagementException invalid(String problem) {
        return ManagementException.badRequest("Query validation error: " + problem + ".", "invalid_query_string");
    }
}
