package dev.latchkey.kernel.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Javadoc of a type says: its own first sentence, and what it says of each component. */
record Explanations(String ofType, Map<String, String> ofComponents) {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern COMPONENT = Pattern.compile("@param (\\w+) (.*?)(?=@param|$)");

    static Explanations of(Class<?> type) {
        Class<?> file = type.getNestHost();
        String source = read(SOURCES.resolve(file.getName().replace('.', '/') + ".java"));
        Matcher comment = Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*public (?:record|enum) "
                                + type.getSimpleName() + "\\b",
                        Pattern.DOTALL)
                .matcher(source);
        if (!comment.find()) {
            throw new IllegalStateException(type + " has no Javadoc");
        }
        return parse(comment.group(1));
    }

    Optional<String> of(String component) {
        return Optional.ofNullable(ofComponents.get(component));
    }

    private static Explanations parse(String comment) {
        String text = comment.replaceAll("\\s*\\n\\s*\\* ?", " ")
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "$1")
                .strip();
        Map<String, String> components = new LinkedHashMap<>();
        Matcher component = COMPONENT.matcher(text);
        while (component.find()) {
            components.put(component.group(1), sentence(component.group(2)));
        }
        int end = text.indexOf("@param");
        String own = end < 0 ? text : text.substring(0, end);
        return new Explanations(sentence(own.split("<p>", 2)[0]), components);
    }

    private static String sentence(String text) {
        String stripped = text.strip();
        String capitalized = Character.toUpperCase(stripped.charAt(0)) + stripped.substring(1);
        return capitalized.endsWith(".") ? capitalized : capitalized + ".";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
