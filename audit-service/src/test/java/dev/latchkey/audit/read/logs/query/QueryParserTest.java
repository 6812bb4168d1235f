package dev.latchkey.audit.read.logs.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the query language of CONTRACT section 14 says, and what it does not. */
class QueryParserTest {

    /** A query with all its parentheses, as it was understood. */
    private static String understood(Query query) {
        return switch (query) {
            case Query.All all -> joined(all.parts(), " & ");
            case Query.Any any -> joined(any.parts(), " | ");
            case Query.Not not -> "!" + understood(not.part());
            case Query.Match match ->
                (match.field() == null ? "" : match.field().wireName() + "=")
                        + String.join("*", match.wanted().parts());
            case Query.Between between ->
                between.field().wireName() + "=" + end(between.range().from(), ">")
                        + end(between.range().to(), "<");
        };
    }

    private static String joined(List<Query> parts, String with) {
        return parts.stream().map(QueryParserTest::understood).collect(Collectors.joining(with, "(", ")"));
    }

    private static String end(Range.Bound bound, String sign) {
        return bound == null ? "" : sign + (bound.inclusive() ? "=" : "") + bound.value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "type:s > type=s",
                "jane > jane",
                "type:s AND client_id:demo > (type=s & client_id=demo)",
                "a OR b AND c > (a | (b & c))",
                "a b > (a | b)",
                "a NOT b > (a & !b)",
                "a b NOT c > ((a | b) & !c)",
                "NOT a AND b > (!a & b)",
                "NOT NOT a > a",
                "a OR NOT b > (a | !b)",
                "NOT (a OR b) > !(a | b)",
                "type:(s OR f) > (type=s | type=f)",
                "description:\"Username invalid\" > description=Username invalid",
                "\"a * is no wildcard\" > a * is no wildcard",
                "\"say \\\"yes\\\"\" > say \"yes\"",
                "user_name:john* > user_name=john*",
                "user_name:j* > user_name=j*",
                "user_name:jane*smith > user_name=jane*smith",
                "connection:*pass* > connection=*pass*",
                "a\\*b > a*b",
                "date:[2018-12 TO *] > date=",
                "hostname:localhost:8080 > hostname=localhost:8080",
                "date:2019-01-01T01:00:00 > date=2019-01-01T01:00:00",
                "user_id:auth0|507f1f77bcf86cd799439011 > user_id=auth0|507f1f77bcf86cd799439011",
                "and > and",
                "user_id:AND > user_id=AND"
            })
    void reads(String query, String expected) {
        assertThat(understood(QueryParser.parse(query))).startsWith(expected);
    }

    @Test
    void readsRanges() {
        assertThat(Stream.of(
                                "date:[2018-12-18 TO *]",
                                "date:[* TO 2018-12-19}",
                                "date:{2019-01-01T01:00:00 TO 2019-01-01T12:23:45]",
                                "date:[\"2019-01-01\" TO 2019]")
                        .map(query -> understood(QueryParser.parse(query))))
                .containsExactly(
                        "date=>=2018-12-18",
                        "date=<2018-12-19",
                        "date=>2019-01-01T01:00:00<=2019-01-01T12:23:45",
                        "date=>=2019-01-01<=2019");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "a)",
                "(a",
                "AND",
                "a AND",
                "OR a",
                "a OR OR b",
                "NOT",
                "type:",
                ":s",
                "nope:s",
                "user.name:s",
                "a:b:c",
                "\"a",
                "type:\"a",
                "wh?t",
                "type:wh?t",
                "name:*usa",
                "user_name:*sa",
                "a*b*c",
                "date:[a]",
                "date:[a TO",
                "date:[a TO b",
                "date:[TO b]",
                "[a TO b]",
                "date:a TO b]",
                "type:(a",
                "+a",
                "-a",
                "!a",
                "type:(client_id:a)",
                "a\\",
                "a\"b\"",
                "t*pe:s",
                "_exists_:ip",
                "a\u0000b"
            })
    void refuses(String query) {
        assertThatThrownBy(() -> QueryParser.parse(query)).isInstanceOf(InvalidQueryException.class);
    }

    @Test
    void refusesWhatIsTooDeepOrTooLong() {
        assertThatThrownBy(() -> QueryParser.parse("(".repeat(1_000))).isInstanceOf(InvalidQueryException.class);
        assertThatThrownBy(() -> QueryParser.parse("a ".repeat(1_000))).isInstanceOf(InvalidQueryException.class);
        assertThat(QueryParser.parse("NOT ".repeat(400) + "a")).isInstanceOf(Query.Match.class);
    }

    /** Whatever somebody writes stands among the values, and is answered or refused with a reason. */
    @Test
    void neverMakesSqlOfWhatSomebodyWrote() {
        Random random = new Random(42);
        List<String> pieces = List.of(
                "type",
                ":",
                "s",
                "user_name:",
                "date:",
                "[",
                "{",
                "2018-12",
                " TO ",
                "]",
                "}",
                "*",
                "\"",
                "\\",
                "(",
                ")",
                " AND ",
                " OR ",
                " NOT ",
                "canary'",
                ";--",
                "$1",
                "%",
                "_",
                "?",
                " ",
                "client_id:",
                "\u0000",
                "é",
                "log_id:9");
        Compilation compilation = new Compilation(new Conditions() {
            @Override
            public Sql matches(Field field, Wanted wanted) {
                return Sql.of(field.name() + " LIKE ?", wanted.like());
            }

            @Override
            public Sql isBetween(Field field, Range range) {
                return Sql.of(field.name() + " BETWEEN ? AND ?", "a", "b");
            }
        });
        int read = 0;
        for (int round = 0; round < 50_000; round++) {
            String query = random.ints(1 + random.nextInt(12), 0, pieces.size())
                    .mapToObj(pieces::get)
                    .collect(Collectors.joining());
            try {
                Sql sql = compilation.of(QueryParser.parse(query));
                assertThat(sql.text()).matches("[A-Z_()?a-z ]*").doesNotContain("canary");
                assertThat(sql.text().chars().filter(c -> c == '?'))
                        .hasSize(sql.values().size());
                read++;
            } catch (InvalidQueryException refused) {
                assertThat(refused.reason()).isNotBlank();
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }
}
