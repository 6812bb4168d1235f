package dev.latchkey.audit.trail;

import org.jspecify.annotations.Nullable;

/** The two forms of an event's type: as it stands on Kafka, and its stable name alone. */
final class EventType {

    private static final String PREFIX = "dev.latchkey.";

    private EventType() {}

    /** {@code user-created} of {@code dev.latchkey.user-created}; a stranger's type as it is, nothing of none. */
    static String nameOf(@Nullable String type) {
        if (type == null) {
            return "";
        }
        return type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type;
    }
}
