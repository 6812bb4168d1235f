package dev.latchkey.standalone.demo;

import dev.latchkey.standalone.terminal.Terminal;
import dev.latchkey.standalone.terminal.Terminal.Colour;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Lays requests, answers, tokens and events out for reading: long values are cut, secrets are hidden. */
final class Show {

    private static final int LONGEST = 90;
    private static final int KEPT = 36;
    private static final Set<String> SECRET = Set.of("client_secret");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private final Terminal terminal;
    private int step;

    Show(Terminal terminal) {
        this.terminal = terminal;
    }

    void step(String title) {
        terminal.say();
        terminal.say(terminal.in(Colour.BOLD, ++step + ". " + title));
    }

    void end(String text) {
        terminal.say();
        terminal.say(terminal.in(Colour.GREEN, text));
    }

    void note(String text) {
        terminal.say("   " + terminal.in(Colour.GREEN, text));
    }

    void request(String method, String path, @Nullable JsonNode body) {
        terminal.say(terminal.in(Colour.CYAN, "-> " + method + " " + path));
        if (body != null) {
            json(body);
        }
    }

    void answer(Answer answer) {
        Colour colour = answer.status() < 400 ? Colour.GREEN : Colour.YELLOW;
        terminal.say(terminal.in(colour, "<- " + answer.status()));
        json(answer.body());
    }

    /** The two readable parts of a signed token. */
    void token(String name, String jwt) {
        String[] segments = jwt.split("\\.", -1);
        if (segments.length != 3) {
            return;
        }
        terminal.say("   " + name + terminal.in(Colour.DIM, ", decoded:"));
        json(decoded(segments[0]));
        json(decoded(segments[1]));
    }

    void event(Event event) {
        terminal.say("%s  %s %s"
                .formatted(
                        event.time(),
                        terminal.in(Colour.CYAN, event.name()),
                        terminal.in(Colour.DIM, "on " + event.topic() + ", key " + event.key())));
        json(event.data());
    }

    private void json(JsonNode node) {
        JSON.writeValueAsString(shortened(node)).lines().forEach(line -> terminal.say("   " + line));
    }

    private static JsonNode decoded(String segment) {
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(segment), StandardCharsets.UTF_8));
    }

    static JsonNode shortened(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> shortened(object);
            case ArrayNode array -> shortened(array);
            case StringNode string -> StringNode.valueOf(cut(string.asString()));
            default -> node;
        };
    }

    private static ArrayNode shortened(ArrayNode array) {
        ArrayNode copy = JSON.createArrayNode();
        array.forEach(element -> copy.add(shortened(element)));
        return copy;
    }

    private static ObjectNode shortened(ObjectNode object) {
        ObjectNode copy = JSON.createObjectNode();
        object.properties()
                .forEach(member -> copy.set(
                        member.getKey(),
                        SECRET.contains(member.getKey())
                                ? StringNode.valueOf("(hidden)")
                                : shortened(member.getValue())));
        return copy;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : "%s... (%d characters)".formatted(text.substring(0, KEPT), text.length());
    }
}
