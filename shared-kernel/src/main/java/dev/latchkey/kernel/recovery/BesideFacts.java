package dev.latchkey.kernel.recovery;

import dev.latchkey.kernel.messaging.ReceivedEvent;

/** What a service keeps in the transaction of its facts beside them; made up for when facts are put back. */
@FunctionalInterface
public interface BesideFacts {

    /** A fact was put back; those before it in the order of the store have been. */
    void on(ReceivedEvent fact);
}
