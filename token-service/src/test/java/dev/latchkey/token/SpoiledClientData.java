package dev.latchkey.token;

import static dev.latchkey.kernel.events.RejectionReason.WRONG_CHALLENGE;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_CLIENT_DATA;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_ORIGIN;

import dev.latchkey.authenticator.Ceremony;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Client data of either ceremony, spoiled in one way each: what WebAuthn sections 7.1 and 7.2 check before all else. */
final class SpoiledClientData {

    private static final String OTHER_CHALLENGE = "A".repeat(64);

    private SpoiledClientData() {}

    static <C extends Ceremony<?>> Stream<Spoiled<C>> all(String otherType) {
        return Stream.of(
                        SpoiledClientData.<C>types(otherType),
                        SpoiledClientData.<C>challenges(),
                        SpoiledClientData.<C>origins(),
                        SpoiledClientData.<C>frames(),
                        SpoiledClientData.<C>texts())
                .flatMap(cases -> cases);
    }

    private static <C extends Ceremony<?>> Stream<Spoiled<C>> types(String otherType) {
        return Stream.of(
                Spoiled.refused("type of the other ceremony", WRONG_CLIENT_DATA, put("type", otherType)),
                Spoiled.refused("type missing", WRONG_CLIENT_DATA, members(data -> data.remove("type"))),
                Spoiled.refused("type null", WRONG_CLIENT_DATA, members(data -> data.putNull("type"))),
                Spoiled.refused("type in capitals", WRONG_CLIENT_DATA, members(SpoiledClientData::shoutType)),
                Spoiled.unread("type a number", members(data -> data.put("type", 1))),
                Spoiled.unread(
                        "type a list", members(data -> data.putArray("type").add("webauthn.get"))),
                Spoiled.unread("type with NUL behind it", type(text -> text + "\0")),
                Spoiled.refused("type of payments", WRONG_CLIENT_DATA, put("type", "payment.get")),
                Spoiled.refused("type empty", WRONG_CLIENT_DATA, put("type", "")),
                Spoiled.refused("type with a space behind it", WRONG_CLIENT_DATA, type(text -> text + " ")),
                Spoiled.refused("type with a line feed before it", WRONG_CLIENT_DATA, type(text -> "\n" + text)),
                Spoiled.refused("both types", WRONG_CLIENT_DATA, type(text -> text + "," + otherType)),
                Spoiled.refused(
                        "type with a full-width dot", WRONG_CLIENT_DATA, type(text -> text.replace('.', '\uff0e'))),
                Spoiled.refused("type under a name in capitals", WRONG_CLIENT_DATA, members(data -> {
                    data.set("Type", data.get("type"));
                    data.remove("type");
                })));
    }

    private static <C extends Ceremony<?>> Consumer<C> type(Change change) {
        return members(data -> data.put("type", change.of(data.path("type").asString())));
    }

    private static void shoutType(ObjectNode data) {
        data.put("type", data.path("type").asString().replace("webauthn", "WEBAUTHN"));
    }

    private static <C extends Ceremony<?>> Stream<Spoiled<C>> challenges() {
        return Stream.of(
                Spoiled.refused("another challenge", WRONG_CHALLENGE, put("challenge", OTHER_CHALLENGE)),
                Spoiled.refused("the right challenge only under another name", WRONG_CHALLENGE, members(data -> {
                    data.set("sessionChallenge", data.get("challenge"));
                    data.put("challenge", OTHER_CHALLENGE);
                })),
                Spoiled.refused("challenge padded", WRONG_CHALLENGE, challenge(text -> text + "=")),
                Spoiled.refused(
                        "challenge in standard base64", WRONG_CHALLENGE, challenge(text -> text.replace('-', '+')
                                .replace('_', '/'))),
                Spoiled.refused("challenge longer", WRONG_CHALLENGE, challenge(text -> text + "A")),
                Spoiled.refused("challenge cut", WRONG_CHALLENGE, challenge(text -> text.substring(1))),
                Spoiled.refused("challenge with a space", WRONG_CHALLENGE, challenge(text -> text + " ")),
                Spoiled.refused("challenge empty", WRONG_CHALLENGE, challenge(text -> "")),
                Spoiled.refused("challenge missing", WRONG_CHALLENGE, members(data -> data.remove("challenge"))),
                Spoiled.refused("challenge null", WRONG_CHALLENGE, members(data -> data.putNull("challenge"))),
                Spoiled.refused("challenge with a line feed", WRONG_CHALLENGE, challenge(text -> text + "\n")),
                Spoiled.refused("challenge behind a tab", WRONG_CHALLENGE, challenge(text -> "\t" + text)),
                Spoiled.refused("challenge in two lines", WRONG_CHALLENGE, challenge(SpoiledClientData::inTwoLines)),
                Spoiled.refused(
                        "challenge in the other letter case", WRONG_CHALLENGE, challenge(SpoiledClientData::otherCase)),
                Spoiled.refused("challenge percent-encoded", WRONG_CHALLENGE, challenge(text -> text.replace("-", "%2D")
                        .replace("_", "%5F"))),
                Spoiled.refused("challenge encoded twice", WRONG_CHALLENGE, challenge(text -> Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(text.getBytes(StandardCharsets.UTF_8)))),
                Spoiled.refused("challenge twice in one text", WRONG_CHALLENGE, challenge(text -> text + text)),
                Spoiled.refused(
                        "challenge with a zero-width space", WRONG_CHALLENGE, challenge(text -> text + "\u200b")),
                Spoiled.refused(
                        "challenge in full-width characters", WRONG_CHALLENGE, challenge(SpoiledClientData::fullWidth)),
                Spoiled.unread("challenge in a list", members(data -> data.putArray("challenge")
                        .add("A"))),
                Spoiled.unread("challenge in an object", members(data -> data.putObject("challenge")
                        .put("value", "A"))));
    }

    private static String inTwoLines(String text) {
        return text.substring(0, 32) + "\r\n" + text.substring(32);
    }

    private static String otherCase(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.equals(text) ? text.toLowerCase(Locale.ROOT) : upper;
    }

    private static String fullWidth(String text) {
        return text.codePoints()
                .map(point -> point + 0xFEE0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private interface Change {
        String of(String text);
    }

    private static <C extends Ceremony<?>> Consumer<C> challenge(Change change) {
        return members(
                data -> data.put("challenge", change.of(data.path("challenge").asString())));
    }

    private static <C extends Ceremony<?>> Stream<Spoiled<C>> origins() {
        return Stream.of(
                        "https://attacker.example",
                        "https://localhost:8080",
                        "http://localhost",
                        "http://localhost:8081",
                        "http://localhost:08080",
                        "http://localhost.:8080",
                        "http://localhost:8080/",
                        "http://localhost:8080#",
                        " http://localhost:8080",
                        "http://LOCALHOST:8080",
                        "HTTP://localhost:8080",
                        "http://user@localhost:8080",
                        "http://localhost:8080@attacker.example",
                        "http://localhost:8080.evil.example",
                        "http://evil-localhost:8080",
                        "http://app.localhost:8080",
                        "http://127.0.0.1:8080",
                        "http://[::1]:8080",
                        "http://l\u043ecalhost:8080",
                        "http://xn--lcalhost-7fg:8080",
                        "https://id.example.com",
                        "android:apk-key-hash:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
                        "ios:bundle-id:com.example",
                        "null",
                        "",
                        // Ports: the defaults written out, signs, white space, more than one.
                        "http://localhost:80",
                        "https://localhost:443",
                        "http://localhost:",
                        "http://localhost:+8080",
                        "http://localhost:8080:8080",
                        "http://localhost:8080 ",
                        "http://localhost:8080\t",
                        "http://localhost:\uff18\uff10\uff18\uff10",
                        // User information, empty and disguised.
                        "http://@localhost:8080",
                        "http://:@localhost:8080",
                        "http://localhost:8080:x@attacker.example",
                        "http://localhost:8080\\@attacker.example",
                        "http://localhost%3A8080@attacker.example",
                        "http://attacker.example\\@localhost:8080",
                        // What comes behind an origin.
                        "http://localhost:8080?",
                        "http://localhost:8080/.",
                        "http://localhost:8080//",
                        "http://localhost:8080;x",
                        "http://localhost:8080%2F",
                        "http://localhost:8080.",
                        "http://localhost:8080,http://localhost:8080",
                        "http://localhost:8080 http://attacker.example",
                        // Other names of the host, and what looks like it.
                        "http://localhost..:8080",
                        "http://.localhost:8080",
                        "http://*.localhost:8080",
                        "http://*",
                        "http://127.1:8080",
                        "http://2130706433:8080",
                        "http://0x7f000001:8080",
                        "http://[::ffff:127.0.0.1]:8080",
                        "http://localhost.localdomain:8080",
                        "http://loc\u0430lhost:8080",
                        "http://l\u03bfcalhost:8080",
                        "http://lo\u00adcalhost:8080",
                        "http://local\u200bhost:8080",
                        "http://\uff4cocalhost:8080",
                        "http://\u217cocalhost:8080",
                        "http://loc\u00e0lhost:8080",
                        "http://lo%63alhost:8080",
                        "http://xn--localhost-:8080",
                        // Other schemes, and none.
                        "ws://localhost:8080",
                        "file://localhost:8080",
                        "http:localhost:8080",
                        "http:/localhost:8080",
                        "http:\\\\localhost:8080",
                        "//localhost:8080",
                        "localhost:8080",
                        "blob:http://localhost:8080",
                        "view-source:http://localhost:8080",
                        "chrome-extension://localhost:8080",
                        "about:srcdoc",
                        "undefined",
                        // Native apps of other keys, platforms and spellings.
                        "android:apk-key-hash:",
                        "android:apk-key-hash:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                        "android:apk-key-hash-sha256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
                        "ANDROID:APK-KEY-HASH:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
                        "ios:bundle-id:")
                .map(origin -> Spoiled.refused("origin '" + origin + "'", WRONG_ORIGIN, put("origin", origin)));
    }

    private static <C extends Ceremony<?>> Stream<Spoiled<C>> frames() {
        return Stream.of(
                Spoiled.refused("origin missing", WRONG_ORIGIN, members(data -> data.remove("origin"))),
                Spoiled.refused("origin no text but null", WRONG_ORIGIN, members(data -> data.putNull("origin"))),
                Spoiled.unread("origin in a list", members(data -> data.putArray("origin")
                        .add(TestCeremonies.ORIGIN))),
                Spoiled.unread("origin in an object", members(data -> data.putObject("origin")
                        .put("href", TestCeremonies.ORIGIN))),
                Spoiled.refused("origin under a name in capitals", WRONG_ORIGIN, members(data -> {
                    data.set("Origin", data.get("origin"));
                    data.remove("origin");
                })),
                Spoiled.refused("a top origin that is empty", WRONG_CLIENT_DATA, put("topOrigin", "")),
                Spoiled.unread("topOrigin a list", members(data -> data.putArray("topOrigin")
                        .add(TestCeremonies.ORIGIN))),
                Spoiled.unread("crossOrigin a list", members(data -> data.putArray("crossOrigin"))),
                Spoiled.unread("crossOrigin an object", members(data -> data.putObject("crossOrigin"))),
                Spoiled.unread("crossOrigin empty", put("crossOrigin", "")),
                Spoiled.unread("crossOrigin 1", members(data -> data.put("crossOrigin", 1))),
                Spoiled.refused("in a frame", WRONG_CLIENT_DATA, members(data -> data.put("crossOrigin", true))),
                Spoiled.refused(
                        "a top origin without a frame", WRONG_CLIENT_DATA, put("topOrigin", TestCeremonies.ORIGIN)),
                Spoiled.refused("a top origin and no word of frames", WRONG_CLIENT_DATA, members(data -> {
                    data.remove("crossOrigin");
                    data.put("topOrigin", TestCeremonies.ORIGIN);
                })),
                Spoiled.refused("in a frame of a top origin", WRONG_CLIENT_DATA, members(data -> {
                    data.put("crossOrigin", true);
                    data.put("topOrigin", "https://attacker.example");
                })),
                Spoiled.accepted("nothing said of frames", members(data -> data.remove("crossOrigin"))),
                Spoiled.unread("crossOrigin a string", put("crossOrigin", "false")),
                Spoiled.unread("crossOrigin a number", members(data -> data.put("crossOrigin", 0))),
                Spoiled.unread("crossOrigin null", members(data -> data.putNull("crossOrigin"))),
                Spoiled.unread("topOrigin a number", members(data -> data.put("topOrigin", 1))),
                Spoiled.refused(
                        "a token binding",
                        WRONG_CLIENT_DATA,
                        members(data ->
                                data.set("tokenBinding", tokenBinding("present").put("id", "AAAA")))),
                Spoiled.accepted(
                        "a token binding that was only possible",
                        members(data -> data.set("tokenBinding", tokenBinding("supported")))),
                Spoiled.accepted(
                        "more members",
                        members(data -> data.put(
                                "other_keys_can_be_added_here", "do not compare clientDataJSON against a template"))));
    }

    private static ObjectNode tokenBinding(String status) {
        return JsonNodeFactory.instance.objectNode().put("status", status);
    }

    private static <C extends Ceremony<?>> Stream<Spoiled<C>> texts() {
        return Stream.of(
                Spoiled.unread(
                        "two challenges, the right one first",
                        text(json -> json.replaceFirst(
                                "(\"challenge\":\"[^\"]*\")", "$1,\"challenge\":\"" + OTHER_CHALLENGE + "\""))),
                Spoiled.unread(
                        "two challenges, the right one last",
                        text(json -> json.replaceFirst(
                                "(\"challenge\":\"[^\"]*\")", "\"challenge\":\"" + OTHER_CHALLENGE + "\",$1"))),
                Spoiled.unread(
                        "one name written in two ways",
                        text(json -> json.replaceFirst("\\{", "{\"\\\\u0074ype\":\"webauthn.get\","))),
                Spoiled.unread("a byte order mark", text(json -> "\uFEFF" + json)),
                Spoiled.unread("NUL in a value", put("note", "\0")),
                Spoiled.unread("NUL in a name", put("\0", "note")),
                Spoiled.unread(
                        "half a surrogate pair", text(json -> json.replaceFirst("\\{", "{\"note\":\"\\\\ud800\","))),
                Spoiled.unread("something behind the object", text(json -> json + "{}")),
                Spoiled.unread("cut", text(json -> json.substring(0, json.length() - 1))),
                Spoiled.unread("an array", text(json -> "[" + json + "]")),
                Spoiled.unread("a comment", text(json -> json + "/**/")),
                Spoiled.unread(
                        "a deep value",
                        text(json -> json.replaceFirst("\\{", "{\"a\":" + "[".repeat(100) + "]".repeat(100) + ","))),
                Spoiled.unread(
                        "a long number", text(json -> json.replaceFirst("\\{", "{\"a\":" + "9".repeat(400) + ","))),
                Spoiled.unread("empty", text(json -> "")),
                Spoiled.unread(
                        "invalid UTF-8",
                        bytes(json -> Spoiled.joined(
                                new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', ','}, tail(json)))),
                Spoiled.unread("UTF-16", bytes(json -> new String(json, StandardCharsets.UTF_8)
                        .getBytes(StandardCharsets.UTF_16))),
                Spoiled.unread("over its limit", put("note", "x".repeat(1000))),
                Spoiled.unread("a comma too many", text(json -> json.substring(0, json.length() - 1) + ",}")),
                Spoiled.unread("a comma before all", text(json -> json.replaceFirst("\\{", "{,"))),
                Spoiled.unread("single quotes", text(json -> json.replace('"', '\''))),
                Spoiled.unread("a name without quotes", text(json -> json.replace("\"type\"", "type"))),
                Spoiled.unread("no number", text(json -> first(json, "\"a\":NaN"))),
                Spoiled.unread("infinity", text(json -> first(json, "\"a\":-Infinity"))),
                Spoiled.unread("a hexadecimal number", text(json -> first(json, "\"a\":0x10"))),
                Spoiled.unread("a number with a zero before it", text(json -> first(json, "\"a\":007"))),
                Spoiled.unread("a number without its fraction", text(json -> first(json, "\"a\":1."))),
                Spoiled.unread("an escape that JSON does not know", text(json -> first(json, "\"a\":\"\\\\x41\""))),
                Spoiled.unread("a line break in a text", text(json -> first(json, "\"a\":\"\n\""))),
                Spoiled.unread("the second half of a surrogate pair", text(json -> first(json, "\"a\":\"\\\\udfff\""))),
                Spoiled.unread(
                        "surrogates in the wrong order", text(json -> first(json, "\"a\":\"\\\\ude00\\\\ud83d\""))),
                Spoiled.unread("NUL further down", text(json -> first(json, "\"a\":[{\"b\":\"\\\\u0000\"}]"))),
                Spoiled.unread(
                        "a name twice further down", text(json -> first(json, "\"a\":{\"b\":[{\"c\":1,\"c\":1}]}"))),
                Spoiled.unread(
                        "an origin twice, the right one last",
                        text(json -> first(json, "\"origin\":\"https://attacker.example\""))),
                Spoiled.unread(
                        "crossOrigin twice", text(json -> first(json, "\"crossOrigin\":false,\"crossOrigin\":true"))),
                Spoiled.unread("NUL behind the object", text(json -> json + "\0")),
                Spoiled.unread("a form feed before it", text(json -> "\f" + json)),
                Spoiled.unread("a no-break space behind it", text(json -> json + "\u00a0")),
                Spoiled.unread("a line separator behind it", text(json -> json + "\u2028")),
                Spoiled.unread("two byte order marks", text(json -> "\uFEFF\uFEFF" + json)),
                Spoiled.unread("two objects in two lines", text(json -> json + "\n" + json)),
                Spoiled.unread("a text that holds it", text(json -> "\"" + json.replace("\"", "\\\"") + "\"")),
                Spoiled.unread("null", text(json -> "null")),
                Spoiled.unread("a surrogate pair in UTF-8", inserted(0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80)),
                Spoiled.unread("a character beyond Unicode", inserted(0xF4, 0x90, 0x80, 0x80)),
                Spoiled.unread("an unfinished character", inserted(0xE2, 0x82)),
                Spoiled.unread("NUL in two bytes", inserted(0xC0, 0x80)),
                Spoiled.unread("UTF-32", bytes(json -> new String(json, StandardCharsets.UTF_8)
                        .getBytes(Charset.forName("UTF-32BE")))),
                // Other spellings of the same object, which a browser may choose.
                Spoiled.accepted(
                        "white space around everything",
                        text(json -> " \r\n\t" + json.replace("\",", "\" ,\n") + "\n")),
                Spoiled.accepted("slashes escaped", text(json -> json.replace("/", "\\/"))),
                Spoiled.accepted("a name escaped", text(json -> json.replace("\"type\"", "\"\\u0074ype\""))),
                Spoiled.accepted("a surrogate pair", text(json -> first(json, "\"a\":\"\\\\ud83d\\\\ude00\""))),
                Spoiled.accepted(
                        "its members once more further down",
                        text(
                                json -> first(
                                        json,
                                        "\"__proto__\":{\"type\":\"x\",\"origin\":\"https://attacker.example\",\"crossOrigin\":true}"))));
    }

    /** With this member before all others. */
    private static String first(String json, String member) {
        return json.replaceFirst("\\{", "{" + member + ",");
    }

    /** With a member whose value is these bytes. */
    private static <C extends Ceremony<?>> Consumer<C> inserted(int... value) {
        byte[] text = new byte[value.length];
        for (int index = 0; index < value.length; index++) {
            text[index] = (byte) value[index];
        }
        return bytes(json -> Spoiled.joined(
                "{\"a\":\"".getBytes(StandardCharsets.US_ASCII), text, new byte[] {'"', ','}, tail(json)));
    }

    private static byte[] tail(byte[] json) {
        return Arrays.copyOfRange(json, 1, json.length);
    }

    private static <C extends Ceremony<?>> Consumer<C> put(String name, String value) {
        return members(data -> data.put(name, value));
    }

    private static <C extends Ceremony<?>> Consumer<C> members(Consumer<ObjectNode> change) {
        return ceremony -> ceremony.clientData(change);
    }

    private static <C extends Ceremony<?>> Consumer<C> text(Change change) {
        return bytes(json -> change.of(new String(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    private static <C extends Ceremony<?>> Consumer<C> bytes(UnaryOperator<byte[]> change) {
        return ceremony -> ceremony.clientDataBytes(change);
    }
}
