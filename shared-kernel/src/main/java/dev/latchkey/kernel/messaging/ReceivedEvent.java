package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.events.Event;

/**
 * A fact as a projection gets it.
 *
 * @param sequence the position in its stream, from 0; a projection ignores what is not newer than what it has seen
 */
public record ReceivedEvent(Event event, long sequence) {

    /** The stream the fact belongs to. */
    public String streamId() {
        return event.streamId();
    }
}
