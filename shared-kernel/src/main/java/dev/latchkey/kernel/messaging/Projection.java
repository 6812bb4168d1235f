package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.events.StreamType;
import java.util.Set;

/**
 * A look-up table that is fed from Kafka and can be rebuilt from the start at any time.
 *
 * <p>Delivery is at least once: {@link #on} must give the same table for a fact seen twice, and {@link #clear} must leave
 * it as new.
 */
public interface Projection {

    /** Its name towards operators, stable because its position is kept under it. */
    String name();

    /** The kinds of streams it reads. */
    Set<StreamType> streams();

    /** Takes a fact in, inside the transaction that also moves the position. */
    void on(ReceivedEvent received);

    /** Empties its tables, inside the transaction that also forgets the position. */
    void clear();
}
