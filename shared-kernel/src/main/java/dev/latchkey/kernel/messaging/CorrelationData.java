package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.values.Actor;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.tracing.Tracing;
import java.util.Map;
import org.axonframework.messaging.MetaData;

/** What an event says of where it comes from: the session that runs through the whole flow, and its direct cause. */
public final class CorrelationData {

    private CorrelationData() {}

    /** The metadata of every event of one session. */
    public static MetaData of(SessionId session, String causationId) {
        return traced(
                MetaData.from(Map.of(Envelope.CORRELATION_ID, session.toString(), Envelope.CAUSATION_ID, causationId)));
    }

    /** The metadata of an event that belongs to no session: its command begins what it belongs to. */
    public static MetaData ofCommand(String commandId, Actor actor) {
        return traced(MetaData.from(Map.of(
                Envelope.CORRELATION_ID, commandId,
                Envelope.CAUSATION_ID, commandId,
                Envelope.ACTOR, actor.toString())));
    }

    /** Where the way of the request is followed, the event says at which step of it it was stored. */
    private static MetaData traced(MetaData origin) {
        String step = Tracing.here();
        return step == null ? origin : origin.and(Envelope.TRACEPARENT, step);
    }
}
