package dev.latchkey.kernel.eventstore;

import dev.latchkey.kernel.events.EventCatalogue;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * Writes facts as JSON under their stable name and revision instead of a class name, so that renaming a class leaves
 * stored events readable.
 */
final class NamedEventSerializer extends Jackson3Serializer {

    private final EventCatalogue catalogue = EventCatalogue.instance();

    NamedEventSerializer() {
        super(Jackson3Serializer.builder());
    }

    @Override
    @SuppressWarnings("rawtypes") // as Axon declares it
    public SerializedType typeForClass(Class type) {
        return catalogue
                .nameOf(type)
                .<SerializedType>map(key -> new SimpleSerializedType(key.name(), String.valueOf(key.revision())))
                .orElseGet(() -> super.typeForClass(type));
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        String revision = type.getRevision();
        if (revision == null) {
            return super.classForType(type);
        }
        return catalogue
                .find(type.getName(), Integer.parseInt(revision))
                .orElseThrow(() -> new IllegalStateException(
                        "this version does not know the stored event " + type.getName() + " revision " + revision));
    }
}
