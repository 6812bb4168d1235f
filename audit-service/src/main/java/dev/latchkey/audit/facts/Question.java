package dev.latchkey.audit.facts;

import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.PasskeyId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Which entries are asked for, and in which order.
 *
 * @param conditions of SQL, all of which hold
 * @param values of the parameters in them
 * @param newestFirst the highest position first
 */
record Question(List<String> conditions, Map<String, Object> values, boolean newestFirst, int limit) {

    private static final int USUAL_LIMIT = 100;
    private static final int MOST_LIMIT = 1_000;
    private static final String TYPE_PREFIX = "dev.latchkey.";
    private static final String PASSKEY_PREFIX = "passkey|";

    /** What can be asked for of any entries. */
    static final Set<String> COMMON = Set.of("type", "from", "to", "after", "limit", "order");

    /** What can be asked for of all entries. */
    static final Set<String> ALL = Set.of(
            "user_id",
            "client_id",
            "credential_id",
            "session_id",
            "organization_id",
            "actor",
            "correlation_id",
            "type",
            "from",
            "to",
            "after",
            "limit",
            "order");

    Question {
        conditions = List.copyOf(conditions);
        values = Map.copyOf(values);
    }

    /** Reads {@link #ALL}, or as many of them as the parameters were asked for. */
    static Question of(Parameters parameters) {
        boolean newestFirst = newestFirst(parameters);
        Builder question = new Builder();
        question.equal("user_id", parameters.text("user_id"), UnaryOperator.identity());
        question.equal("client_id", parameters.text("client_id"), UnaryOperator.identity());
        question.equal("credential_id", parameters.text("credential_id"), Question::passkeyOf);
        question.equal("session_id", parameters.text("session_id"), UnaryOperator.identity());
        question.equal("organization", parameters.text("organization_id"), UnaryOperator.identity());
        question.equal("actor", parameters.text("actor"), UnaryOperator.identity());
        question.equal("correlation_id", parameters.text("correlation_id"), UnaryOperator.identity());
        question.equal("type", parameters.text("type"), Question::nameOf);
        time(parameters, question);
        parameters
                .position("after")
                .ifPresent(
                        after -> question.add(newestFirst ? "position < :after" : "position > :after", "after", after));
        return new Question(
                question.conditions,
                question.values,
                newestFirst,
                parameters.number("limit", 1, MOST_LIMIT).orElse(USUAL_LIMIT));
    }

    /** The same of one value more. */
    Question with(String column, String value) {
        Builder more = new Builder();
        more.conditions.addAll(conditions);
        more.values.putAll(values);
        more.equal(column, Optional.of(value), UnaryOperator.identity());
        return new Question(more.conditions, more.values, newestFirst, limit);
    }

    private static void time(Parameters parameters, Builder question) {
        Optional<Instant> from = parameters.instant("from");
        Optional<Instant> to = parameters.instant("to");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw Parameters.invalid("'from' must be before 'to'");
        }
        from.ifPresent(time -> question.add("time >= :from", "from", time.atOffset(ZoneOffset.UTC)));
        to.ifPresent(time -> question.add("time < :to AND time > '-infinity'", "to", time.atOffset(ZoneOffset.UTC)));
    }

    private static boolean newestFirst(Parameters parameters) {
        String order = parameters.text("order").orElse("asc");
        return switch (order) {
            case "asc" -> false;
            case "desc" -> true;
            default -> throw Parameters.invalid("'order' must be asc or desc");
        };
    }

    private static String nameOf(String type) {
        return type.startsWith(TYPE_PREFIX) ? type.substring(TYPE_PREFIX.length()) : type;
    }

    /** A passkey has two names: its own, and the credential id that its authenticator gave. */
    private static String passkeyOf(String credential) {
        if (credential.startsWith(PASSKEY_PREFIX)) {
            return credential;
        }
        return CredentialId.parse(credential)
                .map(id -> PasskeyId.of(id).toString())
                .orElseThrow(
                        () -> Parameters.invalid("'credential_id' must be the id of a passkey or of a credential"));
    }

    /** Collects conditions. */
    private static final class Builder {

        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> values = new LinkedHashMap<>();

        void equal(String column, Optional<String> value, UnaryOperator<String> form) {
            value.ifPresent(text -> add(column + " = :" + column, column, form.apply(text)));
        }

        void add(String condition, String name, Object value) {
            conditions.add(condition);
            values.put(name, value);
        }
    }
}
