package dev.latchkey.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.node.ObjectNode;

/** Of two readers of one body neither may understand it differently. */
class StrictJsonTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("wellFormed")
    void readsWhatIsWellFormed(String what, byte[] body) {
        assertThat(StrictJson.parse(body)).isPresent();
    }

    static Stream<Arguments> wellFormed() {
        return Stream.of(
                text("an empty object", "{}"),
                text("white space around it", " \r\n\t{} \n"),
                text("a byte order mark", "\ufeff{}"),
                text("every type", "{\"a\":[1,-1.5e3,true,false,null,\"x\",{}]}"),
                text("one name in two objects", "{\"a\":{\"b\":1},\"c\":{\"b\":1}}"),
                text("a pair of surrogates", "{\"a\":\"\\ud83d\\ude00\"}"),
                text("a character beyond the basic plane", "{\"a\":\"\ud83d\ude00\"}"),
                text("16 levels", "{\"a\":" + "[".repeat(15) + "]".repeat(15) + "}"),
                text("a number of 32 characters", "{\"a\":" + "1".repeat(32) + "}"),
                text("a name of 256 characters", "{\"" + "a".repeat(256) + "\":1}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void refusesWhatTwoReadersCouldUnderstandDifferently(String what, byte[] body) {
        assertThat(StrictJson.parse(body)).isEmpty();
        assertThatThrownBy(() -> StrictJson.readObject(body)).isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.status()).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(refused.body().error()).isEqualTo("invalid_request");
        });
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                text("nothing", ""),
                text("white space", " "),
                text("an array", "[]"),
                text("a text", "\"{}\""),
                text("null", "null"),
                text("a name twice", "{\"a\":1,\"a\":1}"),
                text("a name twice further down", "{\"x\":[{\"a\":1,\"a\":2}]}"),
                text("a name twice, once escaped", "{\"a\":1,\"\\u0061\":2}"),
                text("a word behind it", "{}x"),
                text("an object behind it", "{}{}"),
                text("a bracket behind it", "{}}"),
                text("two byte order marks", "\ufeff\ufeff{}"),
                text("an end too early", "{\"a\":1"),
                text("a trailing comma", "{\"a\":1,}"),
                text("a comment", "{/* */}"),
                text("single quotes", "{'a':1}"),
                text("a name without quotes", "{a:1}"),
                text("a leading zero", "{\"a\":01}"),
                text("a leading plus", "{\"a\":+1}"),
                text("no number", "{\"a\":NaN}"),
                text("a line break in a text", "{\"a\":\"\n\"}"),
                text("an unknown escape", "{\"a\":\"\\x41\"}"),
                text("17 levels", "{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}"),
                text("thousands of levels", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)),
                text("a number of 33 characters", "{\"a\":" + "1".repeat(33) + "}"),
                text("a name of 257 characters", "{\"" + "a".repeat(257) + "\":1}"),
                text("the first half of a surrogate pair", "{\"a\":\"\\ud800\"}"),
                text("the second half of a surrogate pair", "{\"a\":\"\\udc00x\"}"),
                text("half a surrogate pair further down", "{\"a\":[{\"b\":\"\\ud800\"}]}"),
                text("half a surrogate pair in a name", "{\"\\ud800\":1}"),
                arguments("UTF-16", "{}".getBytes(StandardCharsets.UTF_16LE)),
                arguments("UTF-32", "{}".getBytes(StandardCharsets.UTF_32BE)),
                arguments("ISO-8859-1", "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1)),
                arguments("an overlong form", inText(0xC1, 0xA1)),
                arguments("an encoded surrogate", inText(0xED, 0xA0, 0x80)),
                arguments("an unfinished character", inText(0xE2, 0x82)));
    }

    @Test
    void readsTextsAndObjectsAndWhatMayBeMissing() {
        ObjectNode body = object("{\"text\":\"x\",\"object\":{},\"null\":null}");

        assertThat(StrictJson.requiredText(body, "text")).isEqualTo("x");
        assertThat(StrictJson.requiredObject(body, "object")).isEmpty();
        assertThat(StrictJson.optionalText(body, "missing")).isEmpty();
        assertThat(StrictJson.optionalText(body, "null")).isEmpty();
        assertThat(StrictJson.optionalObject(body, "missing")).isEmpty();
        assertThat(StrictJson.optionalObject(body, "null")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "[]", "[\"x\"]", "{}"})
    void takesNothingElseForAText(String value) {
        ObjectNode body = object("{\"member\":" + value + "}");

        assertThatThrownBy(() -> StrictJson.optionalText(body, "member"))
                .hasMessage("\"member\" must be of type string");
        assertThatThrownBy(() -> StrictJson.requiredText(body, "member"))
                .hasMessage("\"member\" must be of type string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "[]", "[{}]", "\"{}\""})
    void takesNothingElseForAnObject(String value) {
        ObjectNode body = object("{\"member\":" + value + "}");

        assertThatThrownBy(() -> StrictJson.optionalObject(body, "member"))
                .hasMessage("\"member\" must be of type object");
        assertThatThrownBy(() -> StrictJson.requiredObject(body, "member"))
                .hasMessage("\"member\" must be of type object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"member\":null}"})
    void namesWhatIsMissing(String text) {
        ObjectNode body = object(text);

        assertThatThrownBy(() -> StrictJson.requiredText(body, "member")).hasMessage("\"member\" is required");
        assertThatThrownBy(() -> StrictJson.requiredObject(body, "member")).hasMessage("\"member\" is required");
    }

    private static ObjectNode object(String text) {
        return StrictJson.readObject(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Arguments text(String what, String text) {
        return arguments(what, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] inText(int... bytes) {
        StringBuilder text = new StringBuilder("{\"a\":\"");
        for (int each : bytes) {
            text.append((char) each);
        }
        return text.append("\"}").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
