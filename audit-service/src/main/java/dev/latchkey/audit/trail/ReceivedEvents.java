package dev.latchkey.audit.trail;

import dev.latchkey.kernel.messaging.IncomingRecord;
import java.util.List;

/**
 * Hears of everything that producers send, also of what they sent before, and of what their relays say of positions.
 *
 * <p>All beans of it are called in the transaction of the append, while nobody else can append.
 */
public interface ReceivedEvents {

    /** Events of one partition came, in their order; those that are new are entries by now. */
    void received(List<DeliveredEvent> events);

    /** A relay told which positions of its producer will stay empty. */
    void toldByRelay(List<IncomingRecord> records);
}
