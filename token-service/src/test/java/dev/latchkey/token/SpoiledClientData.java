package dev.latchkey.token;

import static dev.latchkey.kernel.events.RejectionReason.WRONG_CHALLENGE;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_CLIENT_DATA;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_ORIGIN;

import dev.latchkey.authenticator.Ceremony;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
                Spoiled.unread("type a number", members(data -> data.put("type", 1))));
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
                Spoiled.refused("challenge missing", WRONG_CHALLENGE, members(data -> data.remove("challenge"))));
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
                        "")
                .map(origin -> Spoiled.refused("origin '" + origin + "'", WRONG_ORIGIN, put("origin", origin)));
    }

    private static <C extends Ceremony<?>> Stream<Spoiled<C>> frames() {
        return Stream.of(
                Spoiled.refused("origin missing", WRONG_ORIGIN, members(data -> data.remove("origin"))),
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
                Spoiled.unread("over its limit", put("note", "x".repeat(1000))));
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
