package dev.latchkey.audit.facts;

import dev.latchkey.kernel.management.ManagementException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** The query of a request, read strictly: what is not known here is a mistake of who asks, not a wish to ignore. */
final class Parameters {

    /** As far as columns hold. */
    private static final int MOST_CHARACTERS = 256;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final Map<String, String[]> values;

    private Parameters(Map<String, String[]> values) {
        this.values = values;
    }

    /**
     * The parameters of a request.
     *
     * @throws ManagementException 400 when one is unknown, comes twice or is empty
     */
    static Parameters of(HttpServletRequest request, Set<String> known) {
        Map<String, String[]> values = request.getParameterMap();
        values.forEach((name, given) -> {
            if (!known.contains(name)) {
                throw invalid("a parameter is not known here; known are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
            if (given.length > 1) {
                throw invalid("'" + name + "' must be given once");
            }
            if (given[0].isEmpty() || given[0].length() > MOST_CHARACTERS || given[0].indexOf('\0') >= 0) {
                throw invalid("'" + name + "' must have 1 to " + MOST_CHARACTERS + " characters");
            }
        });
        return new Parameters(values);
    }

    Optional<String> text(String name) {
        String[] given = values.get(name);
        return given == null ? Optional.empty() : Optional.of(given[0]);
    }

    OptionalLong position(String name) {
        return text(name)
                .map(text -> {
                    if (!NUMBER.matcher(text).matches()) {
                        throw invalid("'" + name + "' must be a position of the trail");
                    }
                    return OptionalLong.of(Long.parseLong(text));
                })
                .orElse(OptionalLong.empty());
    }

    OptionalInt number(String name, int least, int most) {
        return text(name)
                .map(text -> {
                    long number = NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
                    if (number < least || number > most) {
                        throw invalid("'" + name + "' must be a number from " + least + " to " + most);
                    }
                    return OptionalInt.of((int) number);
                })
                .orElse(OptionalInt.empty());
    }

    Optional<Instant> instant(String name) {
        return text(name).map(text -> {
            try {
                Instant instant = Instant.parse(text);
                if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                    return instant;
                }
            } catch (DateTimeException none) {
                // Said below, as for an instant of another age.
            }
            throw invalid("'" + name + "' must be an instant such as 2026-01-31T12:00:00Z");
        });
    }

    static ManagementException invalid(String problem) {
        return ManagementException.badRequest("Query validation error: " + problem + ".", "invalid_query_string");
    }
}
