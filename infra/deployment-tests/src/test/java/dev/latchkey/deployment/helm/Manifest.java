package dev.latchkey.deployment.helm;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One rendered object of Kubernetes. */
record Manifest(Map<String, Object> content) {

    String apiVersion() {
        return text("apiVersion");
    }

    String kind() {
        return text("kind");
    }

    String name() {
        return text("metadata", "name");
    }

    /** Its component, or nothing. */
    String component() {
        Object component = at("metadata", "labels", "app.kubernetes.io/component");
        return component == null ? "" : component.toString();
    }

    /** The text at a path, which is there. */
    String text(String... path) {
        return Objects.requireNonNull(at(path), () -> String.join(".", path) + " is missing in " + content)
                .toString();
    }

    /** The list at a path, empty when there is none. */
    List<Map<String, Object>> list(String... path) {
        return maps(at(path));
    }

    /** What is at a path, if anything. */
    @Nullable
    Object at(String... path) {
        return at(content, path);
    }

    static @Nullable Object at(Map<String, Object> map, String... path) {
        Object found = map;
        for (String step : path) {
            if (!(found instanceof Map<?, ?> level)) {
                return null;
            }
            found = level.get(step);
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object found) {
        return found == null ? Map.of() : (Map<String, Object>) found;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> maps(@Nullable Object found) {
        return found == null ? List.of() : (List<Map<String, Object>>) found;
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
