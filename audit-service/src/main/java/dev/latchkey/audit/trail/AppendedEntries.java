package dev.latchkey.audit.trail;

import java.util.List;

/**
 * Keeps something with the trail, such as a tree of hashes over it.
 *
 * <p>All beans of it are called in the transaction of each append, while nobody else can append: when the entries are
 * rolled back, so is what they keep, and what they throw rolls the entries back.
 */
public interface AppendedEntries {

    /**
     * Entries were appended.
     *
     * @param firstPosition the position of the first line; the others follow without a gap
     * @param lines the entries' lines in their order, at least one
     */
    void appended(long firstPosition, List<byte[]> lines);
}
