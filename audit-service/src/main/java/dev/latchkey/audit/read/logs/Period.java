package dev.latchkey.audit.read.logs;

import dev.latchkey.audit.read.logs.query.InvalidQueryException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * The time that a date stands for: {@code 2018-12} is a whole month.
 *
 * @param end the first instant after it
 */
record Period(Instant start, Instant end) {

    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern MINUTE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}Z?");
    private static final Pattern SECOND = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z?");
    private static final Pattern MILLISECOND =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{1,3}Z?");

    /**
     * Reads a date in UTC, as far as it goes.
     *
     * @throws InvalidQueryException when it is none
     */
    static Period of(String text) {
        try {
            return read(text);
        } catch (DateTimeException none) {
            throw new InvalidQueryException("a date is written as 2018-12-19 or 2018-12-19T12:23:45");
        }
    }

    private static Period read(String text) {
        if (YEAR.matcher(text).matches()) {
            int year = Integer.parseInt(text);
            return days(LocalDate.of(year, 1, 1), LocalDate.of(year, 1, 1).plusYears(1));
        }
        if (MONTH.matcher(text).matches()) {
            YearMonth month = YearMonth.parse(text);
            return days(month.atDay(1), month.plusMonths(1).atDay(1));
        }
        if (DAY.matcher(text).matches()) {
            LocalDate day = LocalDate.parse(text);
            return days(day, day.plusDays(1));
        }
        if (MINUTE.matcher(text).matches()) {
            return from(local(text), ChronoUnit.MINUTES);
        }
        if (SECOND.matcher(text).matches()) {
            return from(local(text), ChronoUnit.SECONDS);
        }
        if (MILLISECOND.matcher(text).matches()) {
            return from(local(text), ChronoUnit.MILLIS);
        }
        return from(OffsetDateTime.parse(text).toInstant(), ChronoUnit.MILLIS);
    }

    private static Instant local(String text) {
        return LocalDateTime.parse(text.replace("Z", "")).toInstant(ZoneOffset.UTC);
    }

    private static Period days(LocalDate start, LocalDate end) {
        return new Period(
                start.atStartOfDay(ZoneOffset.UTC).toInstant(),
                end.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** What PostgreSQL could not keep as a time is no date either. */
    private static Period from(Instant start, ChronoUnit unit) {
        if (start.isBefore(Instant.parse("0000-01-01T00:00:00Z"))
                || start.isAfter(Instant.parse("9999-12-31T00:00:00Z"))) {
            throw new DateTimeException("out of bounds");
        }
        return new Period(start, start.plus(1, unit));
    }
}
