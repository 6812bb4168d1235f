package dev.latchkey.audit.read.logs.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the subset of Lucene's query language that CONTRACT section 14 names, by recursive descent.
 *
 * <p>AND binds closer than OR; words without an operator between them are alternatives, unless the second says NOT.
 */
public final class QueryParser {

    private static final int MOST_TERMS = 64;
    private static final int DEEPEST = 16;

    private final Lexer lexer;
    private Token token;
    private int terms;
    private int depth;

    private QueryParser(String text) {
        this.lexer = new Lexer(text);
        this.token = lexer.next();
    }

    /**
     * The question that a text asks.
     *
     * @throws InvalidQueryException when it asks none
     */
    public static Query parse(String text) {
        if (text.codePoints().anyMatch(QueryParser::isNoCharacter)) {
            throw new InvalidQueryException("it holds what is no character");
        }
        QueryParser parser = new QueryParser(text);
        Query query = parser.alternatives(null);
        if (parser.token == Token.Sign.CLOSE) {
            throw new InvalidQueryException("a parenthesis is closed that was not opened");
        }
        return query;
    }

    /** What no field can hold and no database can keep. */
    private static boolean isNoCharacter(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    /** @param field what words are asked of that name no field of their own */
    private Query alternatives(@Nullable Field field) {
        List<Query> alternatives = new ArrayList<>();
        alternatives.add(conjunction(field));
        while (token != Token.Sign.END && token != Token.Sign.CLOSE) {
            if (token == Token.Sign.NOT) {
                Query without = conjunction(field);
                Query sofar = one(alternatives);
                alternatives.clear();
                alternatives.add(new Query.All(List.of(sofar, without)));
                continue;
            }
            if (token == Token.Sign.OR) {
                advance();
            }
            alternatives.add(conjunction(field));
        }
        return one(alternatives);
    }

    private static Query one(List<Query> alternatives) {
        return alternatives.size() == 1 ? alternatives.getFirst() : new Query.Any(alternatives);
    }

    private Query conjunction(@Nullable Field field) {
        List<Query> parts = new ArrayList<>();
        parts.add(negation(field));
        while (token == Token.Sign.AND) {
            advance();
            parts.add(negation(field));
        }
        return parts.size() == 1 ? parts.getFirst() : new Query.All(parts);
    }

    private Query negation(@Nullable Field field) {
        boolean negated = false;
        while (token == Token.Sign.NOT) {
            negated = !negated;
            advance();
        }
        Query query = term(field);
        return negated ? new Query.Not(query) : query;
    }

    private Query term(@Nullable Field field) {
        if (++terms > MOST_TERMS) {
            throw new InvalidQueryException("there are more than " + MOST_TERMS + " terms");
        }
        return switch (token) {
            case Token.Name name -> named(name.text(), field);
            case Token.Word word -> {
                advance();
                yield new Query.Match(field, word.wanted());
            }
            case Token.Span span -> between(field, span.range());
            case Token.Sign sign -> signed(sign, field);
        };
    }

    private Query signed(Token.Sign sign, @Nullable Field field) {
        if (sign != Token.Sign.OPEN) {
            throw new InvalidQueryException("a word is missing");
        }
        if (++depth > DEEPEST) {
            throw new InvalidQueryException("parentheses stand more than " + DEEPEST + " deep");
        }
        advance();
        Query inner = alternatives(field);
        if (token != Token.Sign.CLOSE) {
            throw new InvalidQueryException("a parenthesis is not closed");
        }
        advance();
        depth--;
        return inner;
    }

    private Query named(String name, @Nullable Field outer) {
        if (outer != null) {
            throw new InvalidQueryException("a field stands inside another field's parentheses");
        }
        Field field = Field.named(name)
                .orElseThrow(() -> new InvalidQueryException("'" + name + "' is not a searchable field"));
        advance();
        return switch (token) {
            case Token.Word word -> {
                advance();
                yield new Query.Match(field, word.wanted());
            }
            case Token.Span span -> between(field, span.range());
            case Token.Sign sign when sign == Token.Sign.OPEN -> signed(sign, field);
            case Token.Sign sign -> throw new InvalidQueryException("field '" + name + "' has no value");
            case Token.Name another -> throw new InvalidQueryException("field '" + name + "' has no value");
        };
    }

    private Query between(@Nullable Field field, Range range) {
        if (field == null) {
            throw new InvalidQueryException("a range needs the name of a field before it");
        }
        advance();
        return new Query.Between(field, range);
    }

    private void advance() {
        token = lexer.next();
    }
}
