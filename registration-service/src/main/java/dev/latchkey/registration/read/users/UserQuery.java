package dev.latchkey.registration.read.users;

import dev.latchkey.registration.read.users.UserFields.Bound;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a question in the part of Lucene's language that encrypted users can answer: {@code field:value},
 * {@code field:[low TO high]}, {@code _exists_:field}, {@code AND}, {@code OR}, {@code NOT}, brackets. As in Lucene, what
 * stands side by side is joined by {@code OR}.
 */
final class UserQuery {

    private static final int MOST_CHARACTERS = 1_024;
    private static final int MOST_TERMS = 50;
    private static final int MOST_DEPTH = 16;
    private static final String EXISTS = "_exists_";

    private final String text;
    private final UserFields fields;
    private int position;
    private int terms;

    private UserQuery(String text, UserFields fields) {
        this.text = text;
        this.fields = fields;
    }

    /**
     * The condition that the question puts.
     *
     * @throws dev.latchkey.kernel.management.ManagementException 400 when it cannot be understood or answered
     */
    static UserCondition read(String text, UserFields fields) {
        if (text.length() > MOST_CHARACTERS) {
            throw UserFields.invalid("'q' has more than " + MOST_CHARACTERS + " characters");
        }
        UserQuery query = new UserQuery(text, fields);
        query.skipSpace();
        if (query.isAtEnd() || "*".equals(text.strip()) || "*:*".equals(text.strip())) {
            return UserCondition.ALL;
        }
        UserCondition condition = query.alternatives(0);
        if (!query.isAtEnd()) {
            throw query.malformed();
        }
        return condition;
    }

    private UserCondition alternatives(int depth) {
        if (depth > MOST_DEPTH) {
            throw malformed();
        }
        List<UserCondition> parts = new ArrayList<>();
        do {
            parts.add(conjunction(depth));
            if (!takesWord("OR")) {
                takesSign("||");
            }
        } while (!isAtEnd() && text.charAt(position) != ')');
        return parts.size() == 1 ? parts.getFirst() : UserCondition.joined("OR", parts);
    }

    private UserCondition conjunction(int depth) {
        List<UserCondition> parts = new ArrayList<>();
        do {
            parts.add(negatable(depth));
        } while (takesWord("AND") || takesSign("&&"));
        return parts.size() == 1 ? parts.getFirst() : UserCondition.joined("AND", parts);
    }

    private UserCondition negatable(int depth) {
        if (depth > MOST_DEPTH) {
            throw malformed();
        }
        if (takesWord("NOT") || takesSign("!") || takesSign("-")) {
            return negatable(depth + 1).negated();
        }
        takesSign("+");
        if (takesSign("(")) {
            UserCondition inner = alternatives(depth + 1);
            if (!takesSign(")")) {
                throw malformed();
            }
            return inner;
        }
        return term();
    }

    private UserCondition term() {
        if (++terms > MOST_TERMS) {
            throw UserFields.invalid("'q' has more than " + MOST_TERMS + " terms");
        }
        String field = field();
        if (EXISTS.equals(field)) {
            return fields.exists(value());
        }
        if (isAtEnd()) {
            throw malformed();
        }
        char next = text.charAt(position);
        return switch (next) {
            case '[', '{' -> range(field);
            case '>', '<' -> comparison(field);
            default -> {
                boolean quoted = next == '"';
                String value = value();
                yield !quoted && "*".equals(value) ? fields.exists(field) : fields.is(field, value);
            }
        };
    }

    private String field() {
        int start = position;
        while (!isAtEnd() && isOfName(text.charAt(position))) {
            position++;
        }
        if (position == start || isAtEnd() || text.charAt(position) != ':') {
            throw UserFields.invalid("'q' must name a field, as in email:\"a@example.com\"");
        }
        return text.substring(start, position++);
    }

    private static boolean isOfName(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '.';
    }

    private UserCondition comparison(String field) {
        boolean low = text.charAt(position++) == '>';
        boolean inclusive = !isAtEnd() && text.charAt(position) == '=';
        position += inclusive ? 1 : 0;
        Bound bound = new Bound(value(), inclusive);
        Bound open = new Bound(null, true);
        return low ? fields.between(field, bound, open) : fields.between(field, open, bound);
    }

    private UserCondition range(String field) {
        boolean lowIncluded = text.charAt(position++) == '[';
        skipSpace();
        String low = value();
        if (!takesWord("TO")) {
            throw malformed();
        }
        String high = value();
        if (isAtEnd() || (text.charAt(position) != ']' && text.charAt(position) != '}')) {
            throw malformed();
        }
        boolean highIncluded = text.charAt(position++) == ']';
        skipSpace();
        return fields.between(
                field, new Bound(unlessOpen(low), lowIncluded), new Bound(unlessOpen(high), highIncluded));
    }

    private static @Nullable String unlessOpen(String value) {
        return "*".equals(value) ? null : value;
    }

    private String value() {
        StringBuilder value = new StringBuilder();
        boolean quoted = !isAtEnd() && text.charAt(position) == '"';
        position += quoted ? 1 : 0;
        while (!isAtEnd() && !endsValue(text.charAt(position), quoted)) {
            position += text.charAt(position) == '\\' && position + 1 < text.length() ? 1 : 0;
            value.append(text.charAt(position++));
        }
        if (quoted && isAtEnd()) {
            throw malformed();
        }
        position += quoted ? 1 : 0;
        if (value.isEmpty()) {
            throw malformed();
        }
        skipSpace();
        return value.toString();
    }

    private static boolean endsValue(char character, boolean quoted) {
        return quoted ? character == '"' : Character.isWhitespace(character) || "()[]{}\"".indexOf(character) >= 0;
    }

    /** A word of the language, which ends where a space or a bracket follows. */
    private boolean takesWord(String word) {
        int end = position + word.length();
        boolean isThere = text.startsWith(word, position)
                && (end == text.length() || Character.isWhitespace(text.charAt(end)) || text.charAt(end) == '(');
        if (isThere) {
            position = end;
            skipSpace();
        }
        return isThere;
    }

    private boolean takesSign(String sign) {
        boolean isThere = text.startsWith(sign, position);
        if (isThere) {
            position += sign.length();
            skipSpace();
        }
        return isThere;
    }

    private void skipSpace() {
        while (!isAtEnd() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private boolean isAtEnd() {
        return position >= text.length();
    }

    private RuntimeException malformed() {
        return UserFields.invalid("'q' cannot be understood at character " + (position + 1));
    }
}
