package dev.latchkey.audit.read.logs.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a query into its words and signs. */
final class Lexer {

    private static final int SHORTEST_LITERAL = 3;

    private final String text;
    private int at;
    private boolean afterName;

    Lexer(String text) {
        this.text = text;
    }

    Token next() {
        boolean value = afterName;
        afterName = false;
        skipBlanks();
        if (at == text.length()) {
            return Token.Sign.END;
        }
        return switch (text.charAt(at)) {
            case '(' -> sign(Token.Sign.OPEN);
            case ')' -> sign(Token.Sign.CLOSE);
            case '"' -> new Token.Word(Wanted.exactly(phrase()));
            case '[', '{' -> new Token.Span(range());
            default -> word(value);
        };
    }

    private Token sign(Token.Sign sign) {
        at++;
        return sign;
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character);
    }

    /** What stands between quotes is meant as it stands; a backslash keeps a quote from ending it. */
    private String phrase() {
        StringBuilder phrase = new StringBuilder();
        at++;
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character == '"') {
                return phrase.toString();
            }
            phrase.append(character == '\\' ? escaped() : character);
        }
        throw new InvalidQueryException("a quote is not closed");
    }

    private char escaped() {
        if (at == text.length()) {
            throw new InvalidQueryException("nothing follows the last backslash");
        }
        return text.charAt(at++);
    }

    /**
     * A name, an operator or a word. A colon ends the name of a field; in what follows it, it is an ordinary character, as
     * times and hosts with a port have it.
     */
    private Token word(boolean value) {
        refuseMarks();
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean plain = true;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (character == ':' && !value) {
                at++;
                return name(parts, part, plain);
            }
            if (isBlank(character) || character == '(' || character == ')') {
                break;
            }
            at++;
            switch (character) {
                case '\\' -> {
                    part.append(escaped());
                    plain = false;
                }
                case '*' -> {
                    parts.add(part.toString());
                    part.setLength(0);
                }
                case '?' -> throw new InvalidQueryException("the wildcard ? is not supported");
                case '"', '[', ']', '{', '}' ->
                    throw new InvalidQueryException("the character " + character + " must stand between quotes");
                default -> part.append(character);
            }
        }
        parts.add(part.toString());
        return parts.size() == 1 && plain && !value ? operatorOrWord(parts.getFirst()) : wildcard(parts);
    }

    private void refuseMarks() {
        char first = text.charAt(at);
        if (first == '+' || first == '-' || first == '!') {
            throw new InvalidQueryException("the operator " + first + " is not supported, use AND, OR and NOT");
        }
        if (first == ':') {
            throw new InvalidQueryException("a colon needs the name of a field before it");
        }
        if (first == ']' || first == '}') {
            throw new InvalidQueryException("a bracket is closed that was not opened");
        }
    }

    private Token name(List<String> parts, StringBuilder part, boolean plain) {
        if (!parts.isEmpty() || !plain) {
            throw new InvalidQueryException("the name of a field is a plain word");
        }
        afterName = true;
        return new Token.Name(part.toString());
    }

    private static Token operatorOrWord(String word) {
        return switch (word) {
            case "AND", "&&" -> Token.Sign.AND;
            case "OR", "||" -> Token.Sign.OR;
            case "NOT" -> Token.Sign.NOT;
            default -> new Token.Word(Wanted.exactly(word));
        };
    }

    /** Only a beginning may be short: everything else that is short would be found in every value. */
    private static Token wildcard(List<String> parts) {
        List<String> literals = parts.subList(1, parts.size());
        if (literals.stream().anyMatch(literal -> !literal.isEmpty() && literal.length() < SHORTEST_LITERAL)) {
            throw new InvalidQueryException(
                    "what follows a wildcard must have " + SHORTEST_LITERAL + " characters or more");
        }
        return new Token.Word(new Wanted(parts));
    }

    private Range range() {
        boolean fromInclusive = text.charAt(at++) == '[';
        String from = end();
        skipBlanks();
        if (!text.startsWith("TO", at) || at + 2 >= text.length() || !isBlank(text.charAt(at + 2))) {
            throw new InvalidQueryException("a range is written [from TO to]");
        }
        at += 2;
        String to = end();
        skipBlanks();
        if (at == text.length() || (text.charAt(at) != ']' && text.charAt(at) != '}')) {
            throw new InvalidQueryException("a range is not closed");
        }
        boolean toInclusive = text.charAt(at++) == ']';
        return new Range(bound(from, fromInclusive), bound(to, toInclusive));
    }

    private static Range.@Nullable Bound bound(@Nullable String value, boolean inclusive) {
        return value == null ? null : new Range.Bound(value, inclusive);
    }

    /** One end of a range; absent for {@code *}. */
    private @Nullable String end() {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '"') {
            return phrase();
        }
        StringBuilder end = new StringBuilder();
        while (at < text.length() && !isBlank(text.charAt(at)) && "[]{}\"()".indexOf(text.charAt(at)) < 0) {
            char character = text.charAt(at++);
            end.append(character == '\\' ? escaped() : character);
        }
        if (end.isEmpty()) {
            throw new InvalidQueryException("a range is written [from TO to]");
        }
        return end.toString().equals("*") ? null : end.toString();
    }
}
