package dev.latchkey.endtoend;

import static dev.latchkey.endtoend.Expected.ACCEPTED;
import static dev.latchkey.endtoend.Expected.MALFORMED;
import static dev.latchkey.endtoend.Expected.refused;
import static dev.latchkey.endtoend.Spoiled.spoiled;
import static dev.latchkey.endtoend.Spoiled.spoiledWith;

import dev.latchkey.authenticator.Ceremony;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** What can be wrong with client data, in a signup and a login alike. */
final class SpoiledClientData {

    private static final int PORT = Suite.running().port();
    private static final String ORIGIN = Suite.running().origin();

    private SpoiledClientData() {}

    static <C extends Ceremony<C>> Stream<Spoiled<C>> of(String type, String otherType) {
        return Stream.of(
                        SpoiledClientData.<C>types(type, otherType),
                        SpoiledClientData.<C>challenges(),
                        SpoiledClientData.<C>origins(),
                        SpoiledClientData.<C>crossOrigins(),
                        SpoiledClientData.<C>bytes(),
                        SpoiledClientData.<C>harmless())
                .flatMap(cases -> cases);
    }

    private static <C extends Ceremony<C>> Stream<Spoiled<C>> types(String type, String otherType) {
        return Stream.of(
                data("type of the other ceremony", d -> d.put("type", otherType), refused("WRONG_CLIENT_DATA")),
                data("type in capitals", d -> d.put("type", "WEBAUTHN.GET"), refused("WRONG_CLIENT_DATA")),
                data("type of a payment", d -> d.put("type", "payment.get"), refused("WRONG_CLIENT_DATA")),
                data("type with a space", d -> d.put("type", type + " "), refused("WRONG_CLIENT_DATA")),
                data("type missing", d -> d.remove("type"), refused("WRONG_CLIENT_DATA", "MALFORMED")));
    }

    private static <C extends Ceremony<C>> Stream<Spoiled<C>> challenges() {
        return Stream.of(
                data("challenge of somebody else", d -> d.put("challenge", "A".repeat(64)), refused("WRONG_CHALLENGE")),
                data("challenge empty", d -> d.put("challenge", ""), refused("WRONG_CHALLENGE", "MALFORMED")),
                data("challenge missing", d -> d.remove("challenge"), refused("WRONG_CHALLENGE", "MALFORMED")),
                data(
                        "challenge padded",
                        d -> d.put("challenge", d.required("challenge").asString() + "="),
                        refused("WRONG_CHALLENGE", "MALFORMED")),
                data(
                        "challenge with a byte more",
                        d -> d.put("challenge", d.required("challenge").asString() + "AA"),
                        refused("WRONG_CHALLENGE")),
                spoiledWith(
                        "right challenge in another place",
                        (c, session) -> c.clientData(d -> d.put("challenge", "A".repeat(64)))
                                .json(answer -> answer.put("challenge", session.challenge())
                                        .withObject("/response")
                                        .put("challenge", session.challenge())),
                        refused("WRONG_CHALLENGE")));
    }

    private static <C extends Ceremony<C>> Stream<Spoiled<C>> origins() {
        return Stream.of(
                        "https://evil.example",
                        "https://localhost:" + PORT,
                        "http://localhost",
                        "http://localhost:1",
                        "http://localhost.:" + PORT,
                        ORIGIN + "/",
                        ORIGIN + "/index.html",
                        ORIGIN + "?",
                        "http://user@localhost:" + PORT,
                        "http://localhost.evil.example:" + PORT,
                        "http://evil-localhost:" + PORT,
                        "http://evil.localhost:" + PORT,
                        "http://lοcalhost:" + PORT,
                        "http://" + IDN.toASCII("lοcalhost") + ":" + PORT,
                        "http://127.0.0.1:" + PORT,
                        "http://LOCALHOST:" + PORT,
                        "HTTP://localhost:" + PORT,
                        " " + ORIGIN,
                        "localhost:" + PORT,
                        "localhost",
                        "android:apk-key-hash:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
                        "ios:bundle-id:com.example.app",
                        "null",
                        "")
                .map(origin -> data(
                        "origin <" + origin + ">", d -> d.put("origin", origin), refused("WRONG_ORIGIN", "MALFORMED")));
    }

    private static <C extends Ceremony<C>> Stream<Spoiled<C>> crossOrigins() {
        return Stream.of(
                data("cross origin", d -> d.put("crossOrigin", true), refused("WRONG_CLIENT_DATA", "WRONG_ORIGIN")),
                data(
                        "cross origin on an allowed page",
                        d -> d.put("crossOrigin", true).put("topOrigin", ORIGIN),
                        refused("WRONG_CLIENT_DATA", "WRONG_ORIGIN")),
                data(
                        "top origin in the same origin",
                        d -> d.put("topOrigin", ORIGIN),
                        refused("WRONG_CLIENT_DATA", "WRONG_ORIGIN")),
                data(
                        "top origin alone",
                        d -> {
                            d.remove("crossOrigin");
                            d.put("topOrigin", "https://evil.example");
                        },
                        refused("WRONG_CLIENT_DATA", "WRONG_ORIGIN")),
                data("cross origin a text", d -> d.put("crossOrigin", "false"), MALFORMED),
                data("cross origin a number", d -> d.put("crossOrigin", 0), MALFORMED),
                data("cross origin null", d -> d.putNull("crossOrigin"), MALFORMED),
                data("type a list", d -> d.putArray("type"), MALFORMED),
                data("challenge a number", d -> d.put("challenge", 7), MALFORMED),
                data("origin an object", d -> d.putObject("origin"), MALFORMED));
    }

    private static <C extends Ceremony<C>> Stream<Spoiled<C>> bytes() {
        return Stream.of(
                text(
                        "challenge twice, the good one first",
                        t -> t.replace("\"origin\"", "\"challenge\":\"AA\",\"origin\"")),
                text(
                        "challenge twice, the good one last",
                        t -> t.replace("{\"type\"", "{\"challenge\":\"AA\",\"type\"")),
                text("NUL behind it", t -> t + "\0"),
                text("lone surrogate", t -> t.replace("{\"type\"", "{\"x\":\"\\ud800\",\"type\"")),
                text("not JSON", t -> t.substring(1)),
                text("a list", t -> "[" + t + "]"),
                text("more behind it", t -> t + "{}"),
                text("nothing", t -> ""),
                text("deep", t -> t.replace("{\"type\"", "{\"x\":" + "[".repeat(100) + "]".repeat(100) + ",\"type\"")),
                raw("invalid UTF-8", bytes -> new String(bytes, StandardCharsets.ISO_8859_1)
                        .replace("{\"type\"", "{\"x\":\"\u00ff\",\"type\"")
                        .getBytes(StandardCharsets.ISO_8859_1)),
                raw("UTF-16", bytes -> new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16BE)));
    }

    private static <C extends Ceremony<C>> Stream<Spoiled<C>> harmless() {
        return Stream.of(
                data("unknown members", d -> d.put("other_keys_can_be_added_here", "do not compare"), ACCEPTED),
                data("cross origin left out", d -> d.remove("crossOrigin"), ACCEPTED),
                spoiled("client data: other white space", c -> c.clientDataBytes(SpoiledClientData::spaced), ACCEPTED));
    }

    private static byte[] spaced(byte[] json) {
        return (" " + new String(json, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static <C extends Ceremony<C>> Spoiled<C> data(
            String what, Consumer<ObjectNode> change, Expected expected) {
        return spoiled("client data: " + what, c -> c.clientData(change), expected);
    }

    private static <C extends Ceremony<C>> Spoiled<C> text(String what, UnaryOperator<String> change) {
        return raw(what, bytes -> change.apply(new String(bytes, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static <C extends Ceremony<C>> Spoiled<C> raw(String what, UnaryOperator<byte[]> change) {
        return spoiled("client data: " + what, c -> c.clientDataBytes(change), MALFORMED);
    }
}
