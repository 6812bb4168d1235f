package dev.latchkey.kernel.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object of settings, unchangeable through and through; a member that is null is one that is not there. */
public record Settings(Map<String, Object> members) {

    /** No settings. */
    public static final Settings NONE = new Settings(Map.of());

    public Settings {
        members = copyOf(members);
    }

    /** Reads a JSON object. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Settings of(Map<String, Object> members) {
        return new Settings(members);
    }

    /** The members in their order. */
    @Override
    @JsonValue
    public Map<String, Object> members() {
        return members;
    }

    /** One member. */
    public Optional<Object> find(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** The same with these members in the place of its own; those that are null are taken away. */
    public Settings with(Map<String, ? extends @Nullable Object> changed) {
        Map<String, Object> merged = new LinkedHashMap<>(members);
        changed.forEach((name, value) -> {
            if (value == null) {
                merged.remove(name);
            } else {
                merged.put(name, value);
            }
        });
        return new Settings(merged);
    }

    private static Map<String, Object> copyOf(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (value != null) {
                copy.put(name.toString(), valueOf(value));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object valueOf(Object value) {
        return switch (value) {
            // One form for one number, whichever way it was read.
            case Integer number -> number.longValue();
            case Settings settings -> settings.members();
            case Map<?, ?> object -> copyOf(object);
            case List<?> list ->
                list.stream().filter(Objects::nonNull).map(Settings::valueOf).toList();
            default -> value;
        };
    }
}
