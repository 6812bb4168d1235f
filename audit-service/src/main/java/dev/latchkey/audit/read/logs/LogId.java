package dev.latchkey.audit.read.logs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a log: digits that sort as the trail does, the same however often the view is made anew.
 *
 * @param position of the entry in the trail
 * @param part from 0, of the logs that one entry makes
 * @param time when it happened, to the millisecond: with it one month of the logs is looked into, not all
 */
record LogId(long position, int part, Instant time) implements Comparable<LogId> {

    private static final String PREFIX = "900";
    private static final Pattern FORM = Pattern.compile(PREFIX + "([0-9]{19})([0-9]{2})([0-9]{17})");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    LogId {
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The text of a stranger; empty when it cannot be the id of a log. */
    static Optional<LogId> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LogId(
                    Long.parseLong(form.group(1)),
                    Integer.parseInt(form.group(2)),
                    LocalDateTime.parse(form.group(3), TIME).toInstant(ZoneOffset.UTC)));
        } catch (NumberFormatException | DateTimeException none) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(LogId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return PREFIX + String.format(Locale.ROOT, "%019d%02d", position, part) + TIME.format(time);
    }
}
