package dev.latchkey.registration.read.users;

import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.people.EmailAddress;
import dev.latchkey.kernel.privacy.IdentifierHasher;
import dev.latchkey.kernel.tenant.Connection;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.values.Identifier;
import dev.latchkey.kernel.values.IdentifierType;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of users, field by field. Personal data rest encrypted, so of them only whole identifiers can be asked
 * for, by their keyed hashes.
 */
final class UserFields {

    private static final Map<String, IdentifierType> IDENTIFIERS = Map.of(
            "email", IdentifierType.EMAIL,
            "phone_number", IdentifierType.PHONE_NUMBER,
            "username", IdentifierType.USERNAME);

    private static final Map<String, String> TIMES =
            Map.of("created_at", "created_at", "updated_at", "updated_at", "last_login", "last_login");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Tenant tenant;
    private final IdentifierHasher hasher;
    private int parameters;

    /** For one question: it numbers the parameters. */
    UserFields(Tenant tenant, IdentifierHasher hasher) {
        this.tenant = tenant;
        this.hasher = hasher;
    }

    /** The field has this value. */
    UserCondition is(String field, String value) {
        IdentifierType identifier = IDENTIFIERS.get(field);
        if (identifier != null) {
            return hasIdentifier(identifier, value);
        }
        if (TIMES.containsKey(field)) {
            return between(field, new Bound(value, true), new Bound(value, true));
        }
        return switch (field) {
            case "user_id" -> equal("user_id", value);
            case "identities.user_id" -> equal("user_id", "auth0|" + value);
            case "identities.connection" -> equal("realm", value);
            case "identities.provider" -> new UserCondition(String.valueOf("auth0".equals(value)), Map.of());
            case "blocked" -> compare("blocked", "=", truth(value));
            case "logins_count" -> compare("logins_count", "=", number(value));
            default -> throw unsearchable(field);
        };
    }

    /** The field has any value. */
    UserCondition exists(String field) {
        IdentifierType identifier = IDENTIFIERS.get(field);
        if (identifier != null) {
            String name = nextName();
            return UserCondition.of(
                    "EXISTS (SELECT 1 FROM user_identifier WHERE user_identifier.user_id = users.user_id AND type = :"
                            + name + ")",
                    name,
                    identifier.wireName());
        }
        return switch (field) {
            case "last_login" -> new UserCondition("last_login IS NOT NULL", Map.of());
            case "user_id",
                    "created_at",
                    "updated_at",
                    "logins_count",
                    "blocked",
                    "identities.connection",
                    "identities.provider",
                    "identities.user_id" -> UserCondition.ALL;
            default -> throw unsearchable(field);
        };
    }

    /** One end of a range. */
    record Bound(@Nullable String value, boolean inclusive) {}

    /** The field lies in a range. */
    UserCondition between(String field, Bound low, Bound high) {
        List<UserCondition> parts = new ArrayList<>();
        if ("logins_count".equals(field)) {
            addNumber(parts, low, ">");
            addNumber(parts, high, "<");
        } else if (TIMES.containsKey(field)) {
            addLow(parts, field, low);
            addHigh(parts, field, high);
        } else {
            throw invalid("'" + field + "' has no ranges");
        }
        return parts.isEmpty() ? exists(field) : UserCondition.joined("AND", parts);
    }

    private void addNumber(List<UserCondition> parts, Bound bound, String operator) {
        if (bound.value() != null) {
            parts.add(compare("logins_count", operator + (bound.inclusive() ? "=" : ""), number(bound.value())));
        }
    }

    private void addLow(List<UserCondition> parts, String field, Bound bound) {
        if (bound.value() != null) {
            Span span = Span.of(bound.value());
            parts.add(bound.inclusive() ? time(field, ">=", span.start()) : time(field, span.after(), span.end()));
        }
    }

    private void addHigh(List<UserCondition> parts, String field, Bound bound) {
        if (bound.value() != null) {
            Span span = Span.of(bound.value());
            parts.add(bound.inclusive() ? time(field, span.until(), span.end()) : time(field, "<", span.start()));
        }
    }

    private UserCondition time(String field, String operator, Instant value) {
        return compare(field, operator, value.atOffset(ZoneOffset.UTC));
    }

    private UserCondition equal(String column, String value) {
        return compare(column, "=", value);
    }

    private UserCondition compare(String column, String operator, Object value) {
        String name = nextName();
        return UserCondition.of("users." + column + " " + operator + " :" + name, name, value);
    }

    private UserCondition hasIdentifier(IdentifierType type, String value) {
        if (value.indexOf('*') >= 0 || value.indexOf('?') >= 0) {
            throw invalid(
                    "'" + type.wireName() + "' can be searched by its whole value only: personal data rest encrypted");
        }
        Identifier identifier = new Identifier(type, normalized(type, value));
        String[] hashes = tenant.connections().stream()
                .map(Connection::name)
                .map(connection -> hasher.hash(connection, identifier).hash())
                .toArray(String[]::new);
        String name = nextName();
        return UserCondition.of(
                "EXISTS (SELECT 1 FROM user_identifier WHERE user_identifier.user_id = users.user_id AND hash = ANY (:"
                        + name + "))",
                name,
                hashes);
    }

    private static String normalized(IdentifierType type, String value) {
        return switch (type) {
            case EMAIL -> EmailAddress.normalize(value).orElse(value);
            case PHONE_NUMBER -> value;
            case USERNAME -> Normalizer.normalize(value, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        };
    }

    private static boolean truth(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid("'blocked' is true or false");
        };
    }

    private static long number(String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw invalid("'logins_count' is a number");
        }
        return Long.parseLong(value);
    }

    private String nextName() {
        return "value" + parameters++;
    }

    private static ManagementException unsearchable(String field) {
        return invalid("'" + field + "' cannot be searched: personal data rest encrypted. Searchable are email,"
                + " phone_number and username by their whole values, user_id, identities.connection, blocked,"
                + " created_at, updated_at, last_login and logins_count");
    }

    static ManagementException invalid(String problem) {
        return ManagementException.badRequest("Query validation error: " + problem + ".", "invalid_query_string");
    }

    /**
     * What a date says: a moment, or a day, a month or a year from its start to its end.
     *
     * @param end behind it
     */
    private record Span(Instant start, Instant end) {

        static Span of(String text) {
            try {
                return switch (text.length()) {
                    case 4 -> {
                        Year year = Year.parse(text);
                        yield days(year.atDay(1), year.plusYears(1).atDay(1));
                    }
                    case 7 -> {
                        YearMonth month = YearMonth.parse(text);
                        yield days(month.atDay(1), month.plusMonths(1).atDay(1));
                    }
                    case 10 -> {
                        LocalDate day = LocalDate.parse(text);
                        yield days(day, day.plusDays(1));
                    }
                    default -> {
                        Instant moment = OffsetDateTime.parse(text).toInstant();
                        yield new Span(moment, moment);
                    }
                };
            } catch (DateTimeException noDate) {
                throw invalid("'" + text + "' is no date");
            }
        }

        private static Span days(LocalDate first, LocalDate next) {
            return new Span(
                    first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                    next.atStartOfDay(ZoneOffset.UTC).toInstant());
        }

        private boolean isMoment() {
            return start.equals(end);
        }

        /** How a time that is later compares with the end. */
        String after() {
            return isMoment() ? ">" : ">=";
        }

        /** How a time that is not later compares with the end. */
        String until() {
            return isMoment() ? "<=" : "<";
        }
    }
}
