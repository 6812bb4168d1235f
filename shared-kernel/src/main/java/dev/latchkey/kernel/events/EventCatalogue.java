package dev.latchkey.kernel.events;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every fact there is, found through the sealed hierarchy: stable name and revision to record and back. */
public final class EventCatalogue {

    private static final EventCatalogue INSTANCE = new EventCatalogue();

    private final Map<Key, Class<? extends Event>> typesByName = new HashMap<>();
    private final Map<Class<?>, Key> namesByType = new HashMap<>();

    /** The stable name and the revision of a fact. */
    public record Key(String name, int revision) {}

    private EventCatalogue() {
        leavesOf(Event.class).forEach(this::register);
    }

    /** The one catalogue; building it fails when two facts share a name. */
    public static EventCatalogue instance() {
        return INSTANCE;
    }

    /** The record that is stored under this name and revision; empty when this version does not know it. */
    public Optional<Class<? extends Event>> find(String name, int revision) {
        return Optional.ofNullable(typesByName.get(new Key(name, revision)));
    }

    /** The stable name of a record; empty when the class is no fact. */
    public Optional<Key> nameOf(Class<?> type) {
        return Optional.ofNullable(namesByType.get(type));
    }

    /** All facts, for documents and contract tests. */
    public List<Class<? extends Event>> types() {
        return List.copyOf(typesByName.values());
    }

    private void register(Class<? extends Event> type) {
        EventName annotation = type.getAnnotation(EventName.class);
        if (annotation == null) {
            throw new IllegalStateException(type + " needs @EventName");
        }
        Key key = new Key(annotation.value(), annotation.revision());
        if (typesByName.put(key, type) != null) {
            throw new IllegalStateException("two facts are called " + key);
        }
        namesByType.put(type, key);
    }

    private static Stream<Class<? extends Event>> leavesOf(Class<? extends Event> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(sub -> leavesOf(sub.asSubclass(Event.class)))
                : Stream.of(type);
    }
}
