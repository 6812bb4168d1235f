package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.events.StreamType;
import java.util.Set;

/**
 * A look-up table that is fed from Kafka and can be rebuilt from the start at any time.
 *
 * <p>Delivery is at least once: {@link #on} must give the same table for a fact seen twice. It names its tables without
 * their schema, because a rebuild fills copies of them in another one while they are still read.
 */
public interface Projection {

    /** Its name towards operators, stable because its position is kept under it. */
    String name();

    /** The kinds of streams it reads. */
    Set<StreamType> streams();

    /** Its tables, all of them and nobody else's. */
    Set<String> tables();

    /** Takes a fact in, inside the transaction that also moves the position. */
    void on(ReceivedEvent received);

    /** New tables have taken the place of the old ones, inside the transaction that did it. */
    default void rebuilt() {}
}
