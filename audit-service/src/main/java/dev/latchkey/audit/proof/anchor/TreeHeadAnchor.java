package dev.latchkey.audit.proof.anchor;

import dev.latchkey.proof.head.AnchorRecord;
import java.io.IOException;
import java.util.Optional;

/** A place outside the database that keeps what it is given. */
public interface TreeHeadAnchor {

    /** Names the place in the table of positions, in metrics and in the log. */
    String name();

    /**
     * Keeps a record for good; in bounded time, because others wait. It may be given the same again.
     *
     * @param headId the place of the head in the order of heads
     */
    void keep(long headId, AnchorRecord record) throws IOException, InterruptedException;

    /** What it was given last; empty where there is nothing yet, or where only others can read. */
    default Optional<AnchorRecord> latest() throws IOException, InterruptedException {
        return Optional.empty();
    }
}
