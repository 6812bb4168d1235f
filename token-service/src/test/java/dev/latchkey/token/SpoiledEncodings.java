package dev.latchkey.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An encoding that a lenient decoder might take for base64url, though there is another that means the same.
 *
 * @param name of what is wrong
 * @param change from base64url
 */
record SpoiledEncodings(String name, UnaryOperator<String> change) {

    String of(String base64Url) {
        return change.apply(base64Url);
    }

    static Stream<SpoiledEncodings> all() {
        return Stream.of(
                new SpoiledEncodings("with too much padding", text -> text + "====="),
                new SpoiledEncodings("with percent-encoded padding", text -> text + "%3D"),
                new SpoiledEncodings("with padding before it", text -> "=" + text),
                new SpoiledEncodings(
                        "with padding in the middle", text -> text.substring(0, 2) + "=" + text.substring(2)),
                new SpoiledEncodings("with a line feed behind it", text -> text + "\n"),
                new SpoiledEncodings("in two lines", text -> text.substring(0, 2) + "\r\n" + text.substring(2)),
                new SpoiledEncodings("with a space before it", text -> " " + text),
                new SpoiledEncodings("with a tab in it", text -> text.substring(0, 2) + "\t" + text.substring(2)),
                new SpoiledEncodings("with a plus sign", text -> "+" + text.substring(1)),
                new SpoiledEncodings("with a slash", text -> "/" + text.substring(1)),
                new SpoiledEncodings("with a dot behind it", text -> text + "."),
                new SpoiledEncodings("with a tilde", text -> "~" + text.substring(1)),
                new SpoiledEncodings("with a zero-width space", text -> text + "\u200b"),
                new SpoiledEncodings("with a byte order mark", text -> "\ufeff" + text),
                new SpoiledEncodings("with NUL behind it", text -> text + "\0"),
                new SpoiledEncodings("with a full-width letter", text -> "\uff21" + text.substring(1)),
                new SpoiledEncodings("with a letter of another script", text -> "\u0410" + text.substring(1)),
                new SpoiledEncodings("one character more than bytes have", SpoiledEncodings::ofImpossibleLength),
                new SpoiledEncodings("with bits behind its last byte", text -> "AB"),
                new SpoiledEncodings("with bits behind its last two bytes", text -> "AAB"),
                new SpoiledEncodings("in quotes", text -> '"' + text + '"'),
                new SpoiledEncodings("as a data URL", text -> "data:;base64," + text),
                new SpoiledEncodings(
                        "in MIME's encoding of the text",
                        text -> Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII))
                                + "\r\n"));
    }

    /** Four characters are three bytes, three two and two one; one is none. */
    private static String ofImpossibleLength(String text) {
        return text.substring(0, text.length() / 4 * 4) + "A";
    }
}
