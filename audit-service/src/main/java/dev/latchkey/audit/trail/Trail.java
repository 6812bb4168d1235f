package dev.latchkey.audit.trail;

import java.util.List;
import java.util.Optional;

/** The entries in their order, from position 0 on; old ones are gone once their time is over. */
public interface Trail {

    /**
     * The entries behind a position, in their order.
     *
     * @param position -1 to begin at the start
     */
    List<Entry> after(long position, int limit);

    /** The entry of a position; empty when it is not there yet or not any more. */
    Optional<Entry> at(long position);

    /** How many entries were ever appended: the position that the next one gets. */
    long size();

    /** From this position on every entry is there; 0 as long as none has expired. */
    long firstRetained();
}
