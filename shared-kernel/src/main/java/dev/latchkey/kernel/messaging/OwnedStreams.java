package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.events.StreamType;
import java.util.Set;

/**
 * The kinds of streams a service writes; their topics are created by its relay.
 *
 * @param source the {@code source} of its events, such as {@code /latchkey/token-service}
 */
public record OwnedStreams(String source, Set<StreamType> types) {

    public OwnedStreams {
        types = Set.copyOf(types);
    }
}
