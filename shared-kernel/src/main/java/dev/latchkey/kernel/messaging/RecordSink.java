package dev.latchkey.kernel.messaging;

import java.util.List;
import java.util.Set;

/**
 * Takes whole topics in, record by record as they come, whatever they hold.
 *
 * <p>Delivery is at least once in principle; the position moves in the same transaction as the effect, so that a record
 * comes again only when a topic was made anew. What a sink throws ends the transaction, and the same records come again.
 */
public interface RecordSink {

    /** Its stable name: its positions are kept under it. */
    String name();

    /** The topics it reads; they may appear later. */
    Set<String> topics();

    /** Takes records of one partition in, in their order, inside the transaction that also moves the position. */
    void take(List<IncomingRecord> records);
}
